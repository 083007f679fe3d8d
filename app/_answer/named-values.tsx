import { MaskedText } from '#app/_masking/masked-text';
import { JsonView } from '#app/_ui/json-view';
import { isMaskable, isSecretAt } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';

/** Values by their names, to be read: texts as prose, with their lines, and what is no text as it is written in JSON. */
export function NamedValues({ values }: { values: Record<string, unknown> }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {Object.entries(values).map(([key, value]) => (
        <div key={key} className="col-span-2 grid grid-cols-subgrid max-sm:block">
          <dt className="text-ink-faint wrap-anywhere">{key}</dt>
          <dd className="min-w-0 wrap-anywhere">
            <Value value={value} isSecret={isSecretAt(key, value, secretNames())} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, isSecret }: { value: unknown; isSecret: boolean }) {
  if (typeof value === 'string') {
    return (
      <span className="whitespace-pre-wrap">
        <MaskedText text={value} isSecret={isSecret} />
      </span>
    );
  }
  if (typeof value === 'object' && value !== null) return <JsonView value={value} isSecret={isSecret} openLevels={1} />;
  return (
    <span className="font-mono text-xs">
      {isSecret && isMaskable(value) ? <MaskedText text={String(value)} isSecret /> : String(value)}
    </span>
  );
}
