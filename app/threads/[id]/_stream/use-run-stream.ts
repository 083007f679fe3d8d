'use client';

import { useEffect, useState } from 'react';
import { mergeStreamedMessage, type StreamedMessages } from '#lib/review/merge-streamed-message';
import { followRunStream } from './follow-run-stream';

/** Long enough for the state to be read again, which by then holds what the run left. */
const LINGER_MS = 1500;

const nothing: StreamedMessages = new Map();

/** The messages that the active run has emitted so far, committed or not. Empty when no run is active. */
export function useRunStream({ threadId, runId }: { threadId: string; runId: string | null }): StreamedMessages {
  const [stream, setStream] = useState<{ runId: string | null; messages: StreamedMessages }>({
    runId: null,
    messages: nothing,
  });

  useEffect(() => {
    if (!runId) return;
    const controller = new AbortController();
    const forget = () => setStream((now) => (now.runId === runId ? { runId: null, messages: nothing } : now));
    followRunStream({
      threadId,
      runId,
      signal: controller.signal,
      onEvent: (event) =>
        setStream((now) => ({
          runId,
          messages: mergeStreamedMessage(now.runId === runId ? now.messages : nothing, event),
        })),
    }).catch((error: unknown) => console.error('The stream of a run could not be read.', error));
    return () => {
      controller.abort();
      setTimeout(forget, LINGER_MS);
    };
  }, [threadId, runId]);

  return stream.messages;
}
