import { JsonView } from '#app/_ui/json-view';
import { isRecord } from '#lib/runs/is-record';

/** Values by their names, to be read: texts as prose, with their lines, and what is no text as it is written in JSON. */
export function NamedValues({ values }: { values: Record<string, unknown> }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {Object.entries(values).map(([key, value]) => (
        <div key={key} className="col-span-2 grid grid-cols-subgrid max-sm:block">
          <dt className="text-ink-faint wrap-anywhere">{key}</dt>
          <dd className="min-w-0 wrap-anywhere">
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className="whitespace-pre-wrap">{value}</span>;
  if (typeof value === 'object' && value !== null) return <JsonView value={value} openLevels={1} />;
  return <span className="font-mono text-xs">{String(value)}</span>;
}

/** What somebody proposes: arguments by their names, a text as it is, anything else as a tree. */
export function ProposedValue({ value }: { value: unknown }) {
  if (isRecord(value) && Object.keys(value).length > 0) return <NamedValues values={value} />;
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap wrap-anywhere">
      {typeof value === 'string' ? value : <JsonView value={value} />}
    </div>
  );
}
