'use client';

import { Button } from '#app/_ui/button';
import { JsonView } from '#app/_ui/json-view';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { InterruptView } from '#lib/review/get-interrupt';
import { AnswerLine } from './answer-line';
import { useAnswerDraft } from './draft-store';

/** For a reviewer who was still writing when the question was decided: who was first, and what is left of the own words. */
export function KeptDraftNotice({ interrupt }: { interrupt: InterruptView }) {
  const { draft, discard } = useAnswerDraft(interrupt.id);
  if (!draft) return null;
  return (
    <Notice
      tone="waiting"
      role="alert"
      title={t`This question was decided before your answer was sent. Your draft is kept.`}
      actions={
        <Button size="sm" onClick={discard}>
          {t`Discard draft`}
        </Button>
      }
    >
      <AnswerLine question={interrupt} />
      <details className="mt-1">
        <summary className="min-h-6 font-medium">{t`Show your draft`}</summary>
        <JsonView value={draft.mode === 'json' ? draft.json : draft.form} />
        {draft.note ? <p>{t`Note: ${draft.note}`}</p> : null}
      </details>
    </Notice>
  );
}
