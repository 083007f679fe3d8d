import type { Holdpoint } from '#lib/runs/holdpoint';
import { asText, csvLine } from './csv-line';
import type { ExportFormat } from './export-formats';
import { type ActivityFilter, type ActivityItem, listActivity } from './list-activity';

const PAGE_SIZE = 500;

const COLUMNS: [name: string, cell: (item: ActivityItem) => string][] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['actor', ({ actor }) => asText(actor ?? '')],
  ['kind', ({ kind }) => kind],
  ['graph_id', ({ graphId }) => asText(graphId ?? '')],
  ['thread_id', ({ threadId }) => threadId ?? ''],
  ['thread_title', ({ threadTitle }) => asText(threadTitle ?? '')],
  ['run_id', ({ runId }) => runId ?? ''],
  ['interrupt_id', ({ interruptId }) => interruptId ?? ''],
  ['question', ({ question }) => asText(question ?? '')],
  ['before', ({ before }) => json(before)],
  ['after', ({ value }) => json(value)],
  ['note', ({ note }) => asText(note ?? '')],
  ['detail', ({ detail }) => json(detail)],
  ['subject', ({ subject }) => asText(subject ?? '')],
];

/**
 * What matches, the last first, in pieces of text: one for each page that is read, so that a trail of a million costs
 * the memory of a page. What is decided meanwhile is not in it.
 */
export async function* exportActivity(
  hp: Holdpoint,
  { format, filter }: { format: ExportFormat; filter: ActivityFilter },
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS.map(([name]) => name));
  const lineOf = format === 'csv' ? csvRecord : jsonLine;
  for (let before: string | null = filter.before ?? ''; before !== null; ) {
    const page = await listActivity(hp, { ...filter, before: before || undefined, limit: PAGE_SIZE });
    if (page.items.length > 0) yield page.items.map(lineOf).join('');
    before = page.next;
  }
}

function csvRecord(item: ActivityItem): string {
  return csvLine(COLUMNS.map(([, cell]) => cell(item)));
}

function jsonLine({ value, ...item }: ActivityItem): string {
  return `${JSON.stringify({ ...item, after: value })}\n`;
}

function json(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
