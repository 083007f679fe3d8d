import { TimeAgo } from '#app/_ui/time-ago';
import type { CommentView } from '#lib/review/list-comments';

/** Who said what, and when. */
export function CommentText({ comment }: { comment: CommentView }) {
  const { author, text, createdAt, editedAt } = comment;
  return (
    <>
      <p className="text-xs text-ink-faint">
        <span className="font-medium text-ink">{author}</span> <TimeAgo at={createdAt} />
        {editedAt === null ? null : (
          <>
            , edited <TimeAgo at={editedAt} />
          </>
        )}
      </p>
      <p className="text-sm whitespace-pre-wrap wrap-anywhere">{text}</p>
    </>
  );
}
