'use client';

import { CircleHelp, ListTree, MessagesSquare } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { isUuid } from '#lib/review/is-uuid';
import type { InboxItem } from '#lib/review/read-inbox-items';
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

const runName = (id: string) => t`Run ${id}`;
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
        <PaletteGroup title={t`Questions`} isFound>
          {questions.map((question) => (
            <PaletteItem
              key={question.id}
              isFound
              value={questionValue(question.id)}
              icon={<CircleHelp aria-hidden />}
              hint={`${question.graphId} · ${outcomeName(question.outcome)}`}
              onSelect={open(`/i/${question.id}`)}
            >
              {question.title}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {threads.length > 0 ? (
        <PaletteGroup title={t`Threads`} isFound>
          {threads.map((thread) => (
            <PaletteItem
              key={thread.id}
              isFound
              value={threadValue(thread.id)}
              icon={<MessagesSquare aria-hidden />}
              hint={shortId(thread.id)}
              onSelect={open(`/threads/${thread.id}`)}
            >
              {thread.title ?? t`Untitled thread`}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {isUuid(id) ? (
        <PaletteGroup title={t`By id`} isFound>
          <PaletteItem isFound value={runValue(id)} icon={<ListTree aria-hidden />} onSelect={open(`/runs/${id}`)}>
            {runName(shortId(id))}
          </PaletteItem>
        </PaletteGroup>
      ) : null}
    </>
  );
}

/** Says what came of the search, to who does not see it; and what went wrong. */
export function FoundStatus({ search }: Pick<FoundItemsProps, 'search'>) {
  const { questions, threads, error, isSearching } = search;
  if (error && !isSearching) {
    return (
      <p role="alert" className="border-t px-4 py-2 text-sm text-danger-ink">
        {error.message}
      </p>
    );
  }
  return (
    <p role="status" className="sr-only">
      {foundText(questions.length, threads.length)}
    </p>
  );
}

function foundText(questions: number, threads: number): string {
  const foundQuestions = ngettext(msgid`${questions} question found`, msgid`${questions} questions found`, questions);
  const foundThreads = ngettext(msgid`${threads} thread found`, msgid`${threads} threads found`, threads);
  if (questions > 0 && threads > 0) return bothFound(countQuestions(questions), countThreads(threads));
  if (questions > 0) return foundQuestions;
  return threads > 0 ? foundThreads : '';
}

const countQuestions = (count: number) => ngettext(msgid`${count} question`, msgid`${count} questions`, count);
const countThreads = (count: number) => ngettext(msgid`${count} thread`, msgid`${count} threads`, count);
const bothFound = (questions: string, threads: string) => t`${questions} and ${threads} found`;

function outcomeName(outcome: InboxItem['outcome']): string {
  const names: Record<InboxItem['outcome'], string> = {
    pending: t`waits`,
    answered: t`answered`,
    superseded: t`superseded`,
    expired: t`expired`,
  };
  return names[outcome];
}
