import { MaskedText } from '#app/_masking/masked-text';
import { visibleText } from '#lib/review/tools/visible-text';

/** What a machine will read: its lines as they are, and no letter that nobody sees. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <pre className="rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
      <MaskedText text={visibleText(text)} />
    </pre>
  );
}

/** Where it happens, above it. */
export function CodePlace({ name, place }: { name: string; place: string }) {
  return (
    <p className="text-xs text-ink-faint">
      {name} <span className="font-mono text-ink wrap-anywhere">{visibleText(place)}</span>
    </p>
  );
}
