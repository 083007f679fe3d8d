import { t } from '#lib/language/gettext';
import { FieldList, type FieldListProps } from './field-list';

/** What the state holds beside messages. */
export function StateFields({ fields }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <section aria-label={t`State values`} className="rounded-lg border">
      <h2 className="border-b px-4 py-2 text-sm font-semibold">{t`State`}</h2>
      <div className="px-4 py-0.5">
        <FieldList fields={fields} />
      </div>
    </section>
  );
}
