'use client';

import { CircleHelp, ListTree, MessagesSquare } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { isUuid } from '#lib/review/is-uuid';
import { shortId } from '#lib/review/short-id';
import { PaletteGroup, PaletteItem } from './palette-item';
import type { usePaletteSearch } from './use-palette-search';

export interface FoundItemsProps {
  text: string;
  search: ReturnType<typeof usePaletteSearch>;
  onChoose: (run: () => void) => void;
}

/** What its items are known by, in their order. */
export function foundValues(text: string, { questions, threads }: FoundItemsProps['search']): string[] {
  const id = text.trim();
  return [
    ...questions.map((question) => questionValue(question.id)),
    ...threads.map((thread) => threadValue(thread.id)),
    ...(isUuid(id) ? [runValue(id)] : []),
  ];
}

const questionValue = (id: string) => `question ${id}`;
const threadValue = (id: string) => `thread ${id}`;
const runValue = (id: string) => `run ${id}`;

/** What the server found, whose words may be where nobody sees them here. */
export function FoundItems({ text, search, onChoose }: FoundItemsProps) {
  const router = useRouter();
  const { questions, threads } = search;
  const open = (href: string) => () => onChoose(() => router.push(href));
  const id = text.trim();
  return (
    <>
      {questions.length > 0 ? (
        <PaletteGroup title="Questions" isFound>
          {questions.map((question) => (
            <PaletteItem
              key={question.id}
              isFound
              value={questionValue(question.id)}
              icon={<CircleHelp aria-hidden />}
              hint={`${question.graphId} · ${question.outcome === 'pending' ? 'waits' : question.outcome}`}
              onSelect={open(`/i/${question.id}`)}
            >
              {question.title}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {threads.length > 0 ? (
        <PaletteGroup title="Threads" isFound>
          {threads.map((thread) => (
            <PaletteItem
              key={thread.id}
              isFound
              value={threadValue(thread.id)}
              icon={<MessagesSquare aria-hidden />}
              hint={shortId(thread.id)}
              onSelect={open(`/threads/${thread.id}`)}
            >
              {thread.title ?? 'Untitled thread'}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {isUuid(id) ? (
        <PaletteGroup title="By id" isFound>
          <PaletteItem isFound value={runValue(id)} icon={<ListTree aria-hidden />} onSelect={open(`/runs/${id}`)}>
            Run {shortId(id)}
          </PaletteItem>
        </PaletteGroup>
      ) : null}
    </>
  );
}

/** Says what came of the search, to who does not see it; and what went wrong. */
export function FoundStatus({ search }: Pick<FoundItemsProps, 'search'>) {
  const { questions, threads, error, isSearching } = search;
  const found = [
    questions.length > 0 && many(questions.length, 'question'),
    threads.length > 0 && many(threads.length, 'thread'),
  ].filter(Boolean);
  if (error && !isSearching) {
    return (
      <p role="alert" className="border-t px-4 py-2 text-sm text-danger-ink">
        {error.message}
      </p>
    );
  }
  return (
    <p role="status" className="sr-only">
      {found.length > 0 ? `${found.join(' and ')} found` : ''}
    </p>
  );
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
