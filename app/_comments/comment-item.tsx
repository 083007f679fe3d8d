'use client';

import dynamic from 'next/dynamic';
import { type FormEvent, useState } from 'react';
import { editComment } from '#app/_actions/comment';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { CommentView } from '#lib/review/list-comments';
import { CommentFields } from './comment-fields';
import { CommentText } from './comment-text';
import { useCommentAction } from './use-comment-action';

const ConfirmDialog = dynamic(() => import('#app/_ui/confirm-dialog').then((module) => module.ConfirmDialog), {
  loading: () => null,
});

export interface CommentItemProps {
  comment: CommentView;
  /** Whether the reader can change it. */
  isOpen: boolean;
}

/** What somebody said; its author can say it in other words, or take it away. */
export function CommentItem({ comment, isOpen }: CommentItemProps) {
  const [doing, setDoing] = useState<'edit' | 'delete' | null>(null);
  const { act, busy, failure } = useCommentAction(comment.interruptId);
  const { id: commentId } = comment;
  const done = () => setDoing(null);

  async function remove() {
    await act(() => editComment({ commentId, text: null }));
    done();
  }

  if (doing === 'edit') return <CommentEditor comment={comment} onDone={done} />;
  return (
    <li className="flex flex-col gap-0.5">
      <CommentText comment={comment} />
      {failure ? (
        <p role="alert" className="text-xs font-medium text-danger-ink">
          {failure}
        </p>
      ) : null}
      {isOpen ? (
        <div className="-ml-2 flex gap-1">
          <Button size="sm" variant="ghost" aria-label={t`Edit comment`} onClick={() => setDoing('edit')}>
            {t`Edit`}
          </Button>
          <Button size="sm" variant="ghost" aria-label={t`Delete comment`} onClick={() => setDoing('delete')}>
            {t`Delete`}
          </Button>
        </div>
      ) : null}
      {doing === 'delete' ? (
        <ConfirmDialog
          open
          onOpenChange={done}
          title={t`Delete this comment?`}
          description={t`Nobody sees it here any more. The activity list keeps what it said.`}
          confirmLabel={t`Delete comment`}
          danger
          busy={busy}
          onConfirm={() => void remove()}
        />
      ) : null}
    </li>
  );
}

function CommentEditor({ comment, onDone }: { comment: CommentView; onDone: () => void }) {
  const { act, busy, failure } = useCommentAction(comment.interruptId);
  const [text, setText] = useState(comment.text);

  async function save() {
    if (await act(() => editComment({ commentId: comment.id, text }))) onDone();
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void save();
  }

  return (
    <li>
      <form onSubmit={onSubmit} className="flex flex-col gap-2">
        <CommentFields
          label={t`Your comment`}
          text={text}
          onTextChange={setText}
          onSubmit={() => void save()}
          failure={failure}
        >
          <Button type="submit" size="sm" variant="primary" busy={busy}>
            {t`Save comment`}
          </Button>
          <Button size="sm" onClick={onDone}>
            {t`Cancel`}
          </Button>
        </CommentFields>
      </form>
    </li>
  );
}
