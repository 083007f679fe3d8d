import type { RunEventRow } from '#lib/runs/events';
import type { Frame } from './encode-sse';
import type { StreamMode } from './schemas/run-schemas';
import { StreamedMessages } from './streamed-messages';
import { toWireEvent } from './wire/stream-event';

/** What a client asked a stream for. */
export interface StreamChoice {
  modes: readonly StreamMode[];
  /** Whether events of subgraphs are sent too, under names that end in their namespace. */
  subgraphs: boolean;
}

/** These belong to every stream, whatever was asked for. */
const ALWAYS_SENT = new Set(['metadata', 'error', 'end']);

/**
 * Turns the recorded events of one run into what a client asked for. Pass it every event from the first one on: mode
 * `messages` is made from what came before.
 */
export function streamFrames({ modes, subgraphs }: StreamChoice): (row: RunEventRow) => Frame[] {
  const streamed = modes.includes('messages') ? new StreamedMessages() : undefined;
  const eventsOf = ({ event, data }: RunEventRow): { event: string; data: unknown }[] => {
    if (ALWAYS_SENT.has(event)) return [{ event, data }];
    if (event !== 'messages') {
      const derived = event === 'updates' ? (streamed?.finishNodes(data) ?? []) : [];
      return modes.some((mode) => mode === event) ? [...derived, { event, data: toWireEvent(event, data) }] : derived;
    }
    const tuple = modes.includes('messages-tuple') ? [{ event, data }] : [];
    return [...tuple, ...(streamed?.add(data) ?? [])];
  };
  return (row) => {
    if (row.ns !== '' && !subgraphs) return [];
    const suffix = row.ns === '' ? '' : `|${row.ns}`;
    const frames = eventsOf(row).map(
      ({ event, data }): Frame => ({ event: `${event}${suffix}`, data: JSON.stringify(data ?? null) }),
    );
    const last = frames.at(-1);
    if (last) last.id = String(row.seq);
    return frames;
  };
}
