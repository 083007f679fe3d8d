'use client';

import { useQuery } from '@tanstack/react-query';
import { classNames } from '#app/_ui/class-names';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { Conversation } from '#lib/review/get-conversation';
import type { ThreadView } from '#lib/review/get-thread';
import { Composer } from '../_composer/composer';
import { QueuePanel } from '../_composer/queue-panel';
import { threadPartQuery } from '../thread-part-query';
import { ConversationLog } from './conversation-log';

export function ConversationTab({ thread }: { thread: ThreadView }) {
  const conversation = useQuery(threadPartQuery<Conversation>({ threadId: thread.id, part: 'conversation' }));
  const isPaused = thread.prediction.pendingInterrupts.length > 0;
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-1 flex-col">
      <p role="status" className="sr-only">
        {thread.active ? t`A run is active.` : t`No run is active.`}
      </p>
      {conversation.isPending ? <SkeletonRows label={t`Loading conversation`} /> : null}
      {conversation.error ? (
        <ErrorState message={conversation.error.message} onRetry={() => conversation.refetch()} />
      ) : null}
      {conversation.data ? <ConversationLog thread={thread} conversation={conversation.data} /> : null}
      <QueuePanel thread={thread} />
      <div
        className={classNames(
          'mt-auto border-t bg-surface px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] md:px-6',
          // A form above has a bar of its own that sticks there.
          !isPaused && 'z-10 md:sticky md:bottom-0',
        )}
      >
        <Composer thread={thread} openCalls={conversation.data?.unansweredToolCalls.length ?? 0} />
      </div>
    </div>
  );
}
