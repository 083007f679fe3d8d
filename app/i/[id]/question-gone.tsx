'use client';

import { SearchX } from 'lucide-react';
import { useAnswerDraft } from '#app/_answer/draft-store';
import { Button, LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { JsonView } from '#app/_ui/json-view';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';

/** A question that was there and is not any more: what somebody was writing is left to be copied. */
export function QuestionGone({ interruptId }: { interruptId: string }) {
  const { draft, discard } = useAnswerDraft(interruptId);
  return (
    <div role="status">
      <EmptyState
        isPage
        icon={<SearchX aria-hidden />}
        title={t`This question is gone`}
        actions={<LinkButton href="/inbox">{t`Back to the inbox`}</LinkButton>}
      >
        {t`Its run was rolled back, or its thread deleted; the question went with it, and nobody can answer it any more.`}
      </EmptyState>
      {draft ? (
        <div className="mx-auto max-w-2xl px-4 pb-8">
          <Notice
            tone="waiting"
            title={t`Your draft was not sent. It is still here.`}
            actions={
              <Button size="sm" onClick={discard}>
                {t`Discard draft`}
              </Button>
            }
          >
            <JsonView value={draft.mode === 'json' ? draft.json : draft.form} />
            {draft.note ? <p>{t`Note: ${draft.note}`}</p> : null}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}
