import { NamedValue } from '#app/_ui/named-value';
import { t } from '#lib/language/gettext';

export interface FieldListProps {
  fields: { key: string; value: unknown }[];
}

/** Named values, readable without knowing JSON. */
export function FieldList({ fields }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <dl className="divide-y">
      {fields.map(({ key, value }) => (
        <div key={key} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="font-mono text-xs leading-5 text-ink-faint wrap-anywhere">{key}</dt>
          <dd dir="auto" className="min-w-0 whitespace-pre-wrap wrap-anywhere">
            <FieldValue name={key} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldValue({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-faint">{t`nothing`}</span>;
  if (value === '') return <span className="text-ink-faint">{t`empty text`}</span>;
  return <NamedValue name={name} value={value} openLevels={2} />;
}
