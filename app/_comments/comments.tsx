'use client';

import { useReviewer } from '#app/_shell/reviewer';
import { t } from '#lib/language/gettext';
import type { InterruptView } from '#lib/review/get-interrupt';
import { CommentForm } from './comment-form';
import { CommentItem } from './comment-item';

/** What reviewers say to each other about a question, while it waits and after. */
export function Comments({ interrupt }: { interrupt: InterruptView }) {
  const { name, may } = useReviewer();
  const { id, title, comments, decidedAt } = interrupt;
  return (
    <section aria-label={t`Comments on ${title}`} className="flex flex-col gap-3">
      {comments.length > 0 ? (
        <ol aria-label={t`Comments`} className="flex flex-col gap-3 border-l-2 pl-3">
          {comments.map((comment) => (
            <CommentItem
              key={comment.id}
              comment={comment}
              isOpen={comment.author === name && (decidedAt === null || comment.createdAt > decidedAt)}
            />
          ))}
        </ol>
      ) : null}
      {may('review') ? <CommentForm interruptId={id} /> : null}
    </section>
  );
}
