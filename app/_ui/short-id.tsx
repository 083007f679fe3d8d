import { shortId } from '#lib/review/short-id';

/** The end of an id, as sentences name it; the whole of it in the tooltip. */
export function ShortId({ id }: { id: string }) {
  return (
    <span title={id} className="font-mono text-xs text-ink-faint">
      {shortId(id)}
    </span>
  );
}
