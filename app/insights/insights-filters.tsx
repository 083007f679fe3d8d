import { buttonClass } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { type InsightsParams, insightDays } from './insights-params';

export interface InsightsFiltersProps {
  params: InsightsParams;
  graphs: string[];
  people: string[];
}

/** A form that the browser sends by itself. */
export function InsightsFilters({ params, graphs, people }: InsightsFiltersProps) {
  const options = (names: string[]) => names.map((name) => ({ value: name, label: name }));
  return (
    <FilterBar label="Filter insights">
      <form className="flex flex-wrap items-center gap-2">
        <PlainSelect
          name="days"
          label="Decisions of"
          value={String(params.days)}
          options={insightDays.map((days) => ({
            value: String(days),
            label: days === 1 ? 'the last day' : `the last ${days} days`,
          }))}
        />
        <PlainSelect
          name="graph"
          label="Graph"
          value={params.graph ?? ''}
          options={[{ value: '', label: 'Any graph' }, ...options(graphs)]}
        />
        <PlainSelect
          name="who"
          label="Reviewer"
          value={params.who ?? ''}
          options={[{ value: '', label: 'Anybody' }, ...options(people)]}
        />
        <button type="submit" className={buttonClass({ size: 'md' })}>
          Show
        </button>
      </form>
    </FilterBar>
  );
}

interface PlainSelectProps {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
}

function PlainSelect({ name, label, value, options }: PlainSelectProps) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="h-9 rounded-md border border-control-line bg-surface px-2 text-sm pointer-coarse:h-11"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
