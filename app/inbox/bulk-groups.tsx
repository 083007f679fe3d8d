import { formatNumber } from '#lib/language/format-number';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { BulkGroup } from '#lib/review/group-bulk';
import { maskValue } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';

export interface BulkGroupsProps {
  groups: BulkGroup[];
  chosen: string | null;
  includesOthers: boolean;
}

/** Nobody reads more lines; each is a node that asks, or another answer. */
const MOST = 30;

/** How many questions of which node are sent what. */
export function BulkGroups({ groups, chosen, includesOthers }: BulkGroupsProps) {
  if (groups.length < 2 && (groups[0]?.ids.length ?? 0) < 2) return null;
  return (
    <ul aria-label={t`Who asks, and what each is sent`} className="divide-y rounded-md border text-sm">
      {groups.slice(0, MOST).map((group) => (
        <li key={group.ids[0]} className="flex flex-col gap-0.5 px-3 py-2">
          <span className="flex justify-between gap-3">
            <span className="font-medium">
              {group.graphId} › {group.node}
            </span>
            <span className="tabular-nums">{formatNumber(group.ids.length)}</span>
          </span>
          <span className="text-xs text-ink-soft wrap-anywhere">{fateOf(group, { chosen, includesOthers })}</span>
        </li>
      ))}
      {groups.length > MOST ? <li className="px-3 py-2 text-ink-soft">{moreKinds(groups.length - MOST)}</li> : null}
    </ul>
  );
}

/** In words, or what is sent; empty while nothing is chosen. */
export function fateOf(
  { decisions, isOthers }: Pick<BulkGroup, 'decisions' | 'isOthers'>,
  { chosen, includesOthers }: Pick<BulkGroupsProps, 'chosen' | 'includesOthers'>,
) {
  if (isOthers && !includesOthers) return t`For somebody else; left as it is.`;
  if (decisions.length === 0) return t`Cannot be decided here; left as it is.`;
  if (chosen === null) return null;
  const decision = decisions.find(({ key }) => key === chosen);
  return decision ? (
    <code>{JSON.stringify(maskValue(decision.reply, secretNames()))}</code>
  ) : (
    t`Cannot be given this; left as it is.`
  );
}

function moreKinds(count: number): string {
  const shown = formatNumber(count);
  return ngettext(msgid`${shown} more kind of answers or nodes`, msgid`${shown} more kinds of answers or nodes`, count);
}
