import { Notice } from '#app/_ui/notice';
import { describePath } from '#lib/review/describe-path';
import type { AnswerError } from '#lib/runs/validate-answer';

/** Announced when sending was refused; also names errors that belong to no field on the screen. */
export function ErrorSummary({ errors }: { errors: AnswerError[] }) {
  if (errors.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title="Not sent: the answer does not fit what was asked for">
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
