import { type MaskedPart, maskText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';
import { SecretPart } from './secret-part';

/** A text to be read, what looks like a secret in it covered; `isSecret`: all of it, because of the name it stands under. */
export function MaskedText({ text, isSecret }: { text: string; isSecret?: boolean }) {
  if (isSecret && text !== '') return <SecretPart text={text} />;
  return <MaskedParts parts={maskText(text, secretNames())} />;
}

export function MaskedParts({ parts }: { parts: MaskedPart[] }) {
  return parts.map(({ text, isSecret }, place) => {
    const key = `${place}`;
    return isSecret ? <SecretPart key={key} text={text} /> : <span key={key}>{text}</span>;
  });
}
