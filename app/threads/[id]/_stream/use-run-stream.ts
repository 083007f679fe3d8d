'use client';

import { useEffect, useState } from 'react';
import { useIsTabShown } from '#app/_live/use-is-tab-shown';
import { mergeStreamedMessage, type StreamedMessages } from '#lib/review/merge-streamed-message';
import { followRunStream } from './follow-run-stream';

/** Long enough for the state to be read again, which by then holds what the run left. */
const LINGER_MS = 1500;

const nothing: StreamedMessages = new Map();

interface Stream {
  /** The subscription these messages came by: each one starts with the run's first event. */
  source: AbortController | null;
  messages: StreamedMessages;
}

/**
 * The messages that the active run has emitted so far, committed or not. Empty when no run is active. A tab nobody looks at gives its
 * connection up for those somebody does.
 */
export function useRunStream({ threadId, runId }: { threadId: string; runId: string | null }): StreamedMessages {
  const [stream, setStream] = useState<Stream>({ source: null, messages: nothing });
  const isShown = useIsTabShown();

  useEffect(() => {
    if (!runId || !isShown) return;
    const source = new AbortController();
    followRunStream({
      threadId,
      runId,
      signal: source.signal,
      onEvent: (event) =>
        setStream((now) => ({
          source,
          messages: mergeStreamedMessage(now.source === source ? now.messages : nothing, event),
        })),
    }).catch((error: unknown) => console.error('The stream of a run could not be read.', error));
    return () => {
      source.abort();
      const forget = (now: Stream): Stream => (now.source === source ? { source: null, messages: nothing } : now);
      setTimeout(() => setStream(forget), LINGER_MS);
    };
  }, [threadId, runId, isShown]);

  return stream.messages;
}
