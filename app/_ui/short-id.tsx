/** The first 8 characters of an id, the whole of it in the tooltip. */
export function ShortId({ id }: { id: string }) {
  return (
    <span title={id} className="font-mono text-xs text-ink-faint">
      {id.slice(0, 8)}
    </span>
  );
}
