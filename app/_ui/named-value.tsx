import { MaskedText } from '#app/_masking/masked-text';
import { isMaskable, isSecretAt } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import { JsonView } from './json-view';

export interface NamedValueProps {
  name: string;
  value: unknown;
  /** How much of an object or a list is unfolded. */
  openLevels?: number;
}

/** A value to be read under its name, which may say that it is a secret. */
export function NamedValue({ name, value, openLevels = 1 }: NamedValueProps) {
  const isSecret = isSecretAt(name, value, secretNames());
  if (typeof value === 'object' && value !== null)
    return <JsonView value={value} isSecret={isSecret} openLevels={openLevels} />;
  return <MaskedText text={String(value)} isSecret={isSecret && isMaskable(value)} />;
}
