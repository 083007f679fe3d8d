import { JsonView } from '#app/_ui/json-view';

/** What the state holds beside messages, readable without knowing JSON. */
export function StateFields({ fields }: { fields: { key: string; value: unknown }[] }) {
  if (fields.length === 0) return null;
  return (
    <section aria-label="State values" className="rounded-lg border">
      <h2 className="border-b px-4 py-2 text-sm font-semibold">State</h2>
      <dl className="divide-y">
        {fields.map(({ key, value }) => (
          <div key={key} className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="font-mono text-xs leading-5 text-ink-faint wrap-anywhere">{key}</dt>
            <dd className="min-w-0 whitespace-pre-wrap wrap-anywhere">
              <FieldValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FieldValue({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-faint">nothing</span>;
  if (typeof value === 'object') return <JsonView value={value} openLevels={2} />;
  return String(value);
}
