import { RadioCards } from '#app/_ui/radio-cards';
import { t } from '#lib/language/gettext';
import { kindLabels, type ReceiverKind } from './kind-labels';

export interface KindFieldProps {
  kind: ReceiverKind;
  onChange: (kind: ReceiverKind) => void;
}

/** How somebody is told, which is said once. */
export function KindField({ kind, onChange }: KindFieldProps) {
  return (
    <RadioCards
      legend={t`Kind`}
      inline
      value={kind}
      // One of those offered.
      onValueChange={(value) => onChange(value as ReceiverKind)}
      options={Object.entries(kindLabels()).map(([value, label]) => ({ value, ...label }))}
    />
  );
}
