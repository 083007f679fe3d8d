import Link from 'next/link';
import type { ReactNode } from 'react';
import type { BulkPreview } from '#app/_actions/preview-bulk';
import { t } from '#lib/language/gettext';
import { fateOf } from './bulk-groups';
import type { BulkResult } from './use-bulk';

export interface BulkItemsProps {
  preview: BulkPreview;
  chosen: string | null;
  includesOthers: boolean;
  results: Record<string, BulkResult>;
}

/** Of thousands only what was refused is shown, and no more of it than can be read. */
const MOST = 200;

/** Each question with what it is sent, or what came of that; of many, those that were refused. */
export function BulkItems({ preview: { groups, titles }, chosen, includesOthers, results }: BulkItemsProps) {
  const all = groups.flatMap((group) => group.ids.map((id) => ({ id, group })));
  const areFew = Object.keys(titles).length > 0;
  const shown = areFew ? all : all.filter(({ id }) => results[id]?.kind === 'refused').slice(0, MOST);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={areFew ? t`Questions to decide` : t`Refused`} className="divide-y rounded-md border">
      {shown.map(({ id, group }) => (
        <li key={id} className="flex flex-col gap-0.5 px-3 py-2 text-sm">
          <Link href={`/i/${id}`} prefetch={false} className="font-medium wrap-anywhere hover:underline">
            {titles[id] ?? t`Question ${id.slice(0, 8)}`}
          </Link>
          <span className="text-xs text-ink-faint">
            {group.graphId} › {group.node}
          </span>
          <Fate result={results[id]}>{fateOf(group, { chosen, includesOthers })}</Fate>
        </li>
      ))}
    </ul>
  );
}

function Fate({ result, children }: { result: BulkResult | undefined; children: ReactNode }) {
  if (!result) return <span className="text-xs text-ink-soft wrap-anywhere">{children}</span>;
  const tone = { sent: 'text-success-ink', undone: 'text-ink-soft', refused: 'text-danger-ink' }[result.kind];
  return <span className={`wrap-anywhere ${tone}`}>{result.text}</span>;
}
