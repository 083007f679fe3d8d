import { parseSse } from '#lib/review/parse-sse';

export interface RunStreamEvent {
  event: string;
  data: unknown;
}

export interface FollowRunStream {
  threadId: string;
  runId: string;
  signal: AbortSignal;
  onEvent: (event: RunStreamEvent) => void;
}

const RETRY_MS = [250, 1000, 3000];

/** Reads a run's stream from its first event to its end. A connection that breaks is resumed after the last event it gave. */
export async function followRunStream({ threadId, runId, signal, onEvent }: FollowRunStream): Promise<void> {
  const url = `/api/threads/${threadId}/runs/${runId}/stream?stream_mode=messages-tuple&stream_mode=updates`;
  let lastEventId = '-1';
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const response = await fetch(url, { signal, headers: { 'last-event-id': lastEventId } });
      if (response.status === 404 || !response.body) return;
      for await (const { event, data, id } of parseSse(response.body)) {
        lastEventId = id ?? lastEventId;
        attempt = 0;
        onEvent({ event, data: JSON.parse(data) });
        if (event === 'end') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      console.warn('The stream of a run broke off; it is opened again.', error);
    }
    await pause(RETRY_MS[attempt] ?? 5000, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
