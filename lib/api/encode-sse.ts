/** One server-sent event. `data` is JSON text. */
export interface Frame {
  event: string;
  data: string;
  /** Where a client that reconnects goes on. Only the last frame of one recorded event carries it. */
  id?: string;
}

/**
 * A comment that keeps a connection alive. One newline: with an empty line behind it, clients of the SDK up to 1.12 hand a part
 * without event and data to their users.
 */
export const HEARTBEAT = ': hb\n';

export function encodeSse({ event, data, id }: Frame): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\ndata: ${data}\n${idLine}\n`;
}
