import { buttonClass } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { Select } from '#app/_ui/input';
import { sortedChoices } from '#app/_ui/sorted-choices';
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
    <FilterBar label="Filter insights">
      <form className="flex flex-wrap items-center gap-2">
        <Select
          name="days"
          aria-label="Decisions of"
          defaultValue={String(params.days)}
          options={insightDays.map((days) => ({
            value: String(days),
            label: days === 1 ? 'Last day' : `Last ${days} days`,
          }))}
        />
        <Select
          name="graph"
          aria-label="Graph"
          defaultValue={params.graph ?? ''}
          options={[{ value: '', label: 'Any graph' }, ...options(graphs, params.graph)]}
        />
        <Select
          name="who"
          aria-label="Reviewer"
          defaultValue={params.who ?? ''}
          options={[{ value: '', label: 'Anybody' }, ...options(people, params.who)]}
        />
        <button type="submit" className={buttonClass({ size: 'md' })}>
          Show
        </button>
      </form>
    </FilterBar>
  );
}
