import { t } from '#lib/language/gettext';
import type { CommentView } from '#lib/review/list-comments';
import { CommentText } from './comment-text';

/** What reviewers have said about a question, where it is told and not discussed. */
export function ToldComments({ comments }: { comments: CommentView[] }) {
  if (comments.length === 0) return null;
  return (
    <ol aria-label={t`Comments`} className="mt-2 flex flex-col gap-2 border-l-2 pl-3">
      {comments.map((comment) => (
        <li key={comment.id}>
          <CommentText comment={comment} />
        </li>
      ))}
    </ol>
  );
}
