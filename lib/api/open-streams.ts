import { processWide } from '#lib/store/process-wide';

/** Why a response is broken off that its client still reads. */
export const SERVER_STOPS = 'the server stops';

/** The responses of this process that are still being written. */
function openStreams(): Set<AbortController> {
  return processWide('open-streams', () => new Set<AbortController>());
}

/** Registers a response that may stay open for long. It must stop writing when the controller is aborted. */
export function openStream(): AbortController {
  const controller = new AbortController();
  openStreams().add(controller);
  return controller;
}

/** Takes a response off the list. False when it was not on it any more. */
export function closeStream(controller: AbortController): boolean {
  return openStreams().delete(controller);
}

/** Stops writing every open response, so that the server can cut their connections. Clients reconnect to whoever comes next. */
export function abortAllStreams(): void {
  for (const controller of openStreams()) controller.abort(SERVER_STOPS);
}
