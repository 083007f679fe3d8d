import { describeValue } from '#lib/review/describe-value';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';

/** An answer within a sentence. A text has its quotes: "25" and 25 are different answers. */
export function AnswerText({ answer }: { answer: unknown }) {
  const text =
    typeof answer === 'string' ? maskedText(JSON.stringify(answer), secretNames()) : describeValue(answer, 300);
  return <span className="rounded bg-sunken px-1 py-px font-mono text-xs text-ink">{text}</span>;
}
