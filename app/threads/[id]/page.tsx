import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Prefetched } from '#app/_data/prefetched';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { getThread } from '#lib/review/get-thread';
import { holdpoint } from '#lib/runs/holdpoint';
import { readThreadPart, type ThreadPartRequest } from './read-thread-part';
import { loadThreadPageParams, type ThreadTab } from './thread-params';
import { threadPartKey } from './thread-part-query';
import { ThreadScreen } from './thread-screen';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const readHead = cache(async (id: string) => getThread(await holdpoint(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const thread = await readHead((await params).id);
  return { title: thread?.title ?? t`Thread` };
}

/** Reads the head of the page and the tab that is open; another tab is read when it is opened. */
export default async function ThreadPage({ params, searchParams }: Props) {
  const [{ id }, { tab, checkpoint, level }] = await Promise.all([params, loadThreadPageParams(searchParams)]);
  const thread = await readHead(id);
  if (!thread) notFound();
  const open = { threadId: id, part: tab, ...placeOf(tab, { checkpoint, level }) };
  return (
    <Prefetched
      queries={[
        { key: threadPartKey({ threadId: id, part: 'head' }), data: thread },
        { key: threadPartKey(open), data: await tryToRead(open) },
      ]}
    >
      <ThreadScreen threadId={id} />
    </Prefetched>
  );
}

function placeOf(tab: ThreadTab, { checkpoint, level }: { checkpoint: string | null; level: string | null }) {
  if (tab === 'state') return { checkpoint, level };
  return tab === 'history' ? { level } : {};
}

/** What cannot be read here is read again by the browser, which shows the reason in its place. */
async function tryToRead(request: ThreadPartRequest): Promise<unknown> {
  try {
    return await readThreadPart(await holdpoint(), request);
  } catch (error) {
    if (!(error instanceof HoldpointError)) console.error(error);
    return undefined;
  }
}
