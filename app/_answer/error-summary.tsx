import { ValueErrors } from '#app/_value/value-errors';
import type { AnswerError } from '#lib/runs/validate-answer';

/** Announced when sending was refused. */
export function ErrorSummary({ errors }: { errors: AnswerError[] }) {
  return <ValueErrors errors={errors} title="Not sent: the answer does not fit what was asked for" />;
}
