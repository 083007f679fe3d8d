import { type Draft, recordOf, textOf } from '#lib/review/form/draft';
import type { DecisionPlan } from '#lib/review/form/form-plan';
import { ProposedValue } from './proposed-value';
import { RichText } from './rich-text';

export interface ProposalProps {
  item: DecisionPlan;
  draft: Draft | undefined;
  position?: string;
}

/** What a decision is about: the tool, why it asks, and the arguments it would get. */
export function Proposal({ item, draft, position }: ProposalProps) {
  // Beside an edit the proposal is shown there.
  const isEdited = item.options[Number(textOf(recordOf(draft).option) || -1)]?.intent === 'edit';
  return (
    <>
      {item.title ? (
        <h3 className="flex items-baseline gap-2 text-sm font-semibold">
          <span className="font-mono">{item.title}</span>
          {position ? <span className="text-xs font-normal text-ink-faint">{position}</span> : null}
        </h3>
      ) : null}
      {item.description ? <RichText text={item.description} className="text-sm text-ink-soft" /> : null}
      {item.proposed === undefined || isEdited ? null : <ProposedValue value={item.proposed} tool={item.title} />}
    </>
  );
}
