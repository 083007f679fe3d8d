import { describeDecisions } from '#lib/review/describe-decisions';
import { describeValue } from '#lib/review/describe-value';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';

/**
 * An answer within a sentence, a long decision in words first. A text has its quotes: "25" and 25 are different answers.
 */
export function AnswerText({ answer }: { answer: unknown }) {
  const words = describeDecisions(answer);
  const text =
    typeof answer === 'string'
      ? maskedText(JSON.stringify(answer), secretNames())
      : describeValue(answer, words === null ? 300 : 120);
  return (
    <>
      {words === null ? null : <span className="font-medium text-ink">{maskedText(words, secretNames())} </span>}
      <span className="rounded bg-sunken px-1 py-px font-mono text-xs text-ink">{text}</span>
    </>
  );
}
