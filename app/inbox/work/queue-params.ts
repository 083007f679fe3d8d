import { WAITING_VIEWS } from '#lib/review/inbox-views';
import type { InboxParams, WorkParams } from '../inbox-params';

/** Which part of the inbox comes after the question on the screen. Only what waits can be worked on. */
export function queueParams({ at, ...params }: WorkParams): InboxParams {
  const isWaiting = WAITING_VIEWS.some((view) => view === params.view);
  return { ...params, view: isWaiting ? params.view : 'waiting', after: at };
}
