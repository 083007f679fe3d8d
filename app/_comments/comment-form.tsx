'use client';

import { type FormEvent, useActionState, useMemo, useRef, useState } from 'react';
import { comment, postComment } from '#app/_actions/comment';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import { CommentFields } from './comment-fields';
import { useCommentAction } from './use-comment-action';

/** Says something about a question. A form of the page's own: the browser sends it where no script has come yet. */
export function CommentForm({ interruptId }: { interruptId: string }) {
  const [posted, post] = useActionState(postComment, null);
  const { act, busy, failure } = useCommentAction(interruptId);
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useShortcuts(useMemo(() => ({ n: () => form.current?.querySelector('textarea')?.focus() }), []));

  async function send() {
    if (await act(() => comment({ interruptId, text }))) setText('');
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void send();
  }

  return (
    <form ref={form} action={post} onSubmit={onSubmit} className="flex flex-col gap-2">
      <input type="hidden" name="interruptId" value={interruptId} />
      <CommentFields
        label={t`Comment`}
        hint={t`For other reviewers; @ mentions one of them. The graph does not see it.`}
        shortcut="n"
        text={text}
        onTextChange={setText}
        onSubmit={() => void send()}
        failure={failure ?? posted}
      >
        <Button type="submit" size="sm" busy={busy}>
          {t`Add comment`}
        </Button>
      </CommentFields>
    </form>
  );
}
