'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { isGone } from '#app/_data/read-error';
import { type Shortcuts, useShortcuts } from '#app/_shell/use-shortcuts';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { TabPanel, Tabs } from '#app/_ui/tabs';
import { t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import ThreadNotFound from '../not-found';
import { ConversationTab } from './_conversation/conversation-tab';
import { ThreadHeader } from './_header/thread-header';
import { noPlace, type ThreadTab, threadPageParams, threadTabs } from './thread-params';
import { threadPartQuery } from './thread-part-query';

// Most who come read the conversation.
const StateTab = dynamic(() => import('./_state/state-tab').then((module) => module.StateTab), { loading: () => null });
const HistoryTab = dynamic(() => import('./_history/history-tab').then((module) => module.HistoryTab), {
  loading: () => null,
});
const GraphTab = dynamic(() => import('./_graph/graph-tab').then((module) => module.GraphTab), { loading: () => null });
const RunsTab = dynamic(() => import('./_runs/runs-tab').then((module) => module.RunsTab), { loading: () => null });

function labelOf(tab: ThreadTab): string {
  const labels = {
    conversation: t`Conversation`,
    state: t`State`,
    history: t`History`,
    graph: t`Graph`,
    runs: t`Runs`,
  };
  return labels[tab];
}

export function ThreadScreen({ threadId }: { threadId: string }) {
  const [{ tab }, setParams] = useQueryStates(threadPageParams);
  useThreadKeys(tab);
  const head = useQuery(threadPartQuery<ThreadView>({ threadId, part: 'head' }));
  if (isGone(head.error)) return <ThreadNotFound />;
  if (!head.data) {
    if (head.error) return <ErrorState message={head.error.message} onRetry={() => head.refetch()} />;
    return <SkeletonRows label={t`Loading thread`} />;
  }
  const thread = head.data;
  const open = (value: string) =>
    setParams({ ...noPlace, tab: threadTabs.find((name) => name === value) ?? 'conversation' }, { history: 'push' });
  return (
    <>
      <ThreadHeader thread={thread} />
      <Tabs
        label={t`Thread`}
        value={tab}
        onValueChange={open}
        items={threadTabs.map((value) => ({ value, label: labelOf(value) }))}
      >
        <TabPanel value="conversation">
          <ConversationTab thread={thread} />
        </TabPanel>
        <TabPanel value="state">
          <StateTab threadId={threadId} />
        </TabPanel>
        <TabPanel value="history">
          <HistoryTab threadId={threadId} />
        </TabPanel>
        <TabPanel value="graph">
          <GraphTab threadId={threadId} />
        </TabPanel>
        <TabPanel value="runs">
          <RunsTab threadId={threadId} />
        </TabPanel>
      </Tabs>
    </>
  );
}

/** `t` goes from tab to tab, with Shift backwards. */
function useThreadKeys(tab: ThreadTab): void {
  const [, setParams] = useQueryStates(threadPageParams);
  const router = useRouter();
  const shortcuts = useMemo<Shortcuts>(() => {
    const turn = (step: number) => () => {
      const next = (threadTabs.indexOf(tab) + step + threadTabs.length) % threadTabs.length;
      void setParams({ ...noPlace, tab: threadTabs[next] ?? 'conversation' }, { history: 'push' });
    };
    const back = () => router.push('/threads');
    return { t: turn(1), [withShift('t')]: turn(-1), u: back, Escape: back };
  }, [tab, setParams, router]);
  useShortcuts(shortcuts);
}

/** The browser names a letter that is pressed with Shift by its capital. */
const withShift = (letter: string) => letter.toUpperCase();
