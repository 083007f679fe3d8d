import { Send } from 'lucide-react';
import { useIsLost } from '#app/_live/live-provider';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { useAriaKeys } from '#app/_shell/use-own-keys';
import { Button } from '#app/_ui/button';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';
import { withinSentence } from '#lib/language/within-sentence';
import { recordOf, textOf } from '#lib/review/form/draft';
import type { DecisionOption } from '#lib/review/form/form-plan';
import type { AnswerForm } from './use-answer-form';

export interface SubmitBarProps {
  form: AnswerForm;
  busy: boolean;
  /** A key was pressed whose question was out of sight. */
  isArmed: boolean;
}

/** Stays in sight on a phone. Its button says what it does: the chosen decision, or sending. */
export function SubmitBar({ form, busy, isArmed }: SubmitBarProps) {
  const isLost = useIsLost();
  const ariaKeys = useAriaKeys();
  const chosen = form.draft.mode === 'form' ? chosenOption(form) : undefined;
  return (
    <div
      data-submit-bar
      className="sticky bottom-0 z-10 -mx-4 -mb-4 flex flex-wrap items-center gap-2 rounded-b-lg border-t bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <Button
        type="submit"
        variant={chosen?.intent === 'reject' ? 'danger' : 'primary'}
        busy={busy}
        aria-disabled={isLost || undefined}
        aria-keyshortcuts={ariaKeys('mod+Enter')}
        icon={<Send aria-hidden />}
        className="max-sm:flex-1"
      >
        {busy ? t`Sending` : submitLabel(chosen)}
      </Button>
      <span className="flex items-center text-xs text-ink-faint max-md:hidden">
        <ShortcutCaps keys="mod+Enter" />
      </span>
      <p role="status" className="text-xs text-ink-soft empty:hidden">
        {isLost ? t`Not connected: your draft is kept, and can be sent when the connection is back.` : null}
        {isArmed && !isLost
          ? jt`Now the question is in sight. Press ${<ShortcutCaps keys="a" />} again to approve.`
          : null}
      </p>
    </div>
  );
}

function submitLabel(chosen: DecisionOption | undefined): string {
  if (!chosen) return t`Send answer`;
  const says = chosen.intent === 'approve' || chosen.intent === 'reject';
  return says ? chosen.label : t`Send: ${withinSentence(chosen.label)}`;
}

function chosenOption({ plan, draft }: AnswerForm): DecisionOption | undefined {
  if (plan.kind !== 'decision') return undefined;
  const option = textOf(recordOf(draft.form).option);
  return option === '' ? undefined : plan.options[Number(option)];
}
