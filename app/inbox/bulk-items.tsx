import Link from 'next/link';
import type { BulkItem } from '#lib/review/preview-bulk';
import type { BulkResult } from './use-bulk';

export interface BulkItemsProps {
  items: BulkItem[];
  chosen: string | null;
  results: Record<string, BulkResult>;
}

/** Each question with what it is sent, or what came of that. */
export function BulkItems({ items, chosen, results }: BulkItemsProps) {
  return (
    <ul aria-label="Questions to decide" className="divide-y rounded-md border">
      {items.map((item) => (
        <li key={item.id} className="flex flex-col gap-0.5 px-3 py-2 text-sm">
          <Link href={`/i/${item.id}`} className="font-medium wrap-anywhere hover:underline">
            {item.title}
          </Link>
          <span className="text-xs text-ink-faint">
            {item.graphId} › {item.node}
          </span>
          <Fate item={item} chosen={chosen} result={results[item.id]} />
        </li>
      ))}
    </ul>
  );
}

function Fate({ item, chosen, result }: { item: BulkItem; chosen: string | null; result: BulkResult | undefined }) {
  if (result) {
    const tone = { sent: 'text-success-ink', undone: 'text-ink-soft', refused: 'text-danger-ink' }[result.kind];
    return <span className={`wrap-anywhere ${tone}`}>{result.text}</span>;
  }
  if (item.decisions.length === 0) return <span className="text-ink-soft">Cannot be decided here; left as it is.</span>;
  const decision = item.decisions.find(({ key }) => key === chosen);
  if (!decision) return null;
  return <code className="text-xs text-ink-soft wrap-anywhere">{JSON.stringify(decision.reply)}</code>;
}
