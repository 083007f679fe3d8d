import { Pin, ScanSearch } from 'lucide-react';
import { Badge } from '#app/_ui/badge';
import { jt } from '#app/_ui/jt';
import { Segmented } from '#app/_ui/segmented';
import { t } from '#lib/language/gettext';
import { describeConvention } from '#lib/review/describe-convention';
import type { Question } from '#lib/review/question';
import type { AnswerForm } from './use-answer-form';

/** In which convention the question was recognised, what goes back, and the way to write it as JSON. */
export function ConventionLine({ question, form }: { question: Question; form: AnswerForm }) {
  const { name, reply } = describeConvention(question);
  const isJsonAnyway = form.plan.kind === 'json' && form.draft.mode === 'form';
  const isPinned = question.dialect === 'pinned' || (question.dialect === 'agent_inbox' && question.asText);
  const shape = <span className={/^[{["]/.test(reply) ? 'font-mono' : undefined}>{reply}</span>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
        <span className="sr-only">{t`Recognised as`}</span>
        <Badge icon={<ScanSearch aria-hidden />}>{name}</Badge>
        <span className="flex items-center gap-1 wrap-anywhere">
          {isPinned ? <Pin aria-hidden className="size-3 shrink-0" /> : null}
          {isPinned ? jt`Reply settled for this node: ${shape}` : jt`Sends ${shape}`}
        </span>
      </p>
      {isJsonAnyway ? null : (
        <Segmented
          className="ml-auto"
          legend={t`Answer as`}
          hideLegend
          value={form.draft.mode}
          onValueChange={form.setMode}
          options={[
            { value: 'form', label: t`Form` },
            { value: 'json', label: 'JSON' },
          ]}
        />
      )}
    </div>
  );
}
