import { CheckCheck } from 'lucide-react';
import { Button } from '#app/_ui/button';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { type Draft, listOf, recordOf } from '#lib/review/form/draft';
import { nameBelow } from '#lib/review/form/draft-from-form';
import type { BatchPlan, DecisionPlan } from '#lib/review/form/form-plan';
import { DecisionField } from './decision-field';
import type { ContainerProps } from './field-props';
import { Proposal } from './proposal';

/** One card for each decision; all are sent together. */
export function BatchField(props: ContainerProps<BatchPlan>) {
  const { plan, draft, onDraftChange, path, name, errors, inner, required } = props;
  const drafts = listOf(draft);
  const approveAll = () => onDraftChange(plan.items.map((item, index) => approved(item, drafts[index])));
  const count = plan.items.length;
  const many = count > 1;
  const box = many ? 'flex flex-col gap-3 rounded-md border p-3' : 'flex flex-col gap-3';
  return (
    <div className="flex flex-col gap-4">
      {many ? (
        <div className="flex items-center justify-between gap-2">
          <p className="text-sm text-ink-soft">
            {ngettext(msgid`${count} decision, sent together`, msgid`${count} decisions, sent together`, count)}
          </p>
          <Button size="sm" icon={<CheckCheck aria-hidden />} onClick={approveAll}>
            {t`Approve all`}
          </Button>
        </div>
      ) : null}
      {plan.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of a batch never changes, and names in it may repeat
        <section key={index} data-action className={box}>
          <Proposal item={item} draft={drafts[index]} position={many ? t`${index + 1} of ${count}` : undefined} />
          <DecisionField
            plan={item}
            draft={drafts[index]}
            onDraftChange={(next) =>
              onDraftChange(plan.items.map((_, at) => (at === index ? next : (drafts[at] ?? ''))))
            }
            path={[...path, index]}
            name={nameBelow(name, index)}
            label={item.title ? t`Decision on ${item.title}` : t`Decision`}
            required={required}
            errors={errors}
            inner={inner}
          />
        </section>
      ))}
    </div>
  );
}

function approved(item: DecisionPlan, draft: Draft | undefined): Draft {
  const index = item.options.findIndex((option) => option.intent === 'approve');
  return index === -1 ? (draft ?? '') : { option: String(index), fields: recordOf(draft).fields ?? {} };
}
