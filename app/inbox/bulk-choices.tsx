import { useId } from 'react';
import { Notice } from '#app/_ui/notice';
import { formatNumber } from '#lib/language/format-number';
import { t } from '#lib/language/gettext';
import type { BulkGroup } from '#lib/review/group-bulk';
import type { OfferedDecision } from '#lib/review/offered-decisions';

export interface BulkChoicesProps {
  groups: BulkGroup[];
  offered: OfferedDecision[];
  chosen: string | null;
  onChoose: (key: string) => void;
  includesOthers: boolean;
  onIncludeOthers: (includes: boolean) => void;
  disabled: boolean;
}

/** What the questions can be answered with, and whether those of others are answered too. */
export function BulkChoices(props: BulkChoicesProps) {
  const { groups, offered, chosen, onChoose, includesOthers, onIncludeOthers, disabled } = props;
  const name = useId();
  const sum = (some: BulkGroup[]) => some.reduce((total, { ids }) => total + ids.length, 0);
  const all = sum(groups);
  const ofOthers = sum(groups.filter(({ isOthers }) => isOthers));
  return (
    <>
      {offered.length === 0 ? (
        <Notice title={t`No answer is ready for these questions`}>
          {t`Select questions that can be approved, rejected, or given a choice, and that are not for somebody else.`}
        </Notice>
      ) : (
        <fieldset disabled={disabled} className="flex flex-wrap gap-2">
          <legend className="mb-1 text-sm font-medium">{t`Decision for all that can be given it`}</legend>
          {offered.map(({ key, label, count }) => (
            <label
              key={key}
              className="flex min-h-9 items-center gap-2 rounded-md border border-control-line px-3 text-sm"
            >
              <input
                type="radio"
                name={name}
                checked={chosen === key}
                onChange={() => onChoose(key)}
                className="size-4 accent-accent"
              />
              {label}
              {count === all ? null : (
                <span className="text-ink-faint tabular-nums">{t`${formatNumber(count)} of ${formatNumber(all)}`}</span>
              )}
            </label>
          ))}
        </fieldset>
      )}
      {ofOthers === 0 ? null : (
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            disabled={disabled}
            checked={includesOthers}
            onChange={(event) => onIncludeOthers(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t`Also the ${formatNumber(ofOthers)} that others are answering, or shall answer`}
        </label>
      )}
    </>
  );
}
