import { classNames } from '#app/_ui/class-names';
import { NamedValue } from '#app/_ui/named-value';

/** Values by their names, to be read: texts as prose, with their lines, and what is no text as it is written in JSON. */
export function NamedValues({ values }: { values: Record<string, unknown> }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {Object.entries(values).map(([key, value]) => (
        <div key={key} className="col-span-2 grid grid-cols-subgrid max-sm:block">
          <dt className="text-ink-faint wrap-anywhere">{key}</dt>
          <dd dir="auto" className={classNames('min-w-0 wrap-anywhere', lookOf(value))}>
            <NamedValue name={key} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function lookOf(value: unknown): string | false {
  if (typeof value === 'string') return 'whitespace-pre-wrap';
  return (typeof value !== 'object' || value === null) && 'font-mono text-xs';
}
