import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import { describePath } from '#lib/review/describe-path';
import type { AnswerError } from '#lib/runs/validate-answer';

/** Errors of a value that was not sent, announced; also those that belong to no field on the screen. */
export function ValueErrors({ errors, title = t`Not sent yet` }: { errors: AnswerError[]; title?: string }) {
  if (errors.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title={title}>
      <ul>
        {errors.map(({ path, message }) => (
          <li key={`${path.join('/')} ${message}`}>
            {path.length > 0 ? <span className="font-mono text-xs">{describePath(path)}: </span> : null}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
