import { Notice } from '#app/_ui/notice';
import { describePath } from '#lib/review/describe-path';
import type { AnswerError } from '#lib/runs/validate-answer';

/** Errors that belong to no field on the screen, announced. */
export function ValueErrors({ errors }: { errors: AnswerError[] }) {
  if (errors.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title="Not sent yet">
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
