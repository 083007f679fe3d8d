import { buttonClass } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { Select } from '#app/_ui/input';
import { sortedChoices } from '#app/_ui/sorted-choices';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { type InsightsParams, insightDays } from './insights-params';

export interface InsightsFiltersProps {
  params: InsightsParams;
  graphs: string[];
  people: string[];
}

/** A form that the browser sends by itself. */
export function InsightsFilters({ params, graphs, people }: InsightsFiltersProps) {
  const options = (names: string[], chosen: string | null) =>
    sortedChoices(names, chosen).map((name) => ({ value: name, label: name }));
  return (
    <FilterBar label={t`Filter insights`}>
      <form className="flex flex-wrap items-center gap-2">
        <Select
          name="days"
          aria-label={t`Decisions of`}
          defaultValue={String(params.days)}
          options={insightDays.map((days) => ({
            value: String(days),
            label: days === 1 ? t`Last day` : ngettext(msgid`Last ${days} day`, msgid`Last ${days} days`, days),
          }))}
        />
        <Select
          name="graph"
          aria-label={t`Graph`}
          defaultValue={params.graph ?? ''}
          options={[{ value: '', label: t`Any graph` }, ...options(graphs, params.graph)]}
        />
        <Select
          name="who"
          aria-label={t`Reviewer`}
          defaultValue={params.who ?? ''}
          options={[{ value: '', label: t`Anybody` }, ...options(people, params.who)]}
        />
        <button type="submit" className={buttonClass({ size: 'md' })}>
          {t`Show`}
        </button>
      </form>
    </FilterBar>
  );
}
