import { ValueErrors } from '#app/_value/value-errors';
import { t } from '#lib/language/gettext';
import type { AnswerError } from '#lib/runs/validate-answer';

/** Announced when sending was refused. */
export function ErrorSummary({ errors }: { errors: AnswerError[] }) {
  return <ValueErrors errors={errors} title={t`Not sent: the answer does not fit what was asked for`} />;
}
