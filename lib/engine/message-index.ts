import { isCoerced } from './coerce-message';
import { ListIndex } from './growing-list';
import type { HeldList } from './held-list';
import { isMessage } from './message';

/** Keys of what has no id to be known by: a message in a form that the reducer would not give it, and what is none. */
const FOREIGN = Symbol('foreign');
const OTHER = Symbol('other');

const ids = new ListIndex((item) => {
  if (isCoerced(item)) return item.id;
  return isMessage(item) ? FOREIGN : OTHER;
});

/** Whether all items are messages as `messagesStateReducer` makes them. */
export function hasOnlyMessages(list: HeldList): boolean {
  return !list.has(ids, FOREIGN) && !list.has(ids, OTHER);
}

export function hasMessage(list: HeldList, id: string | undefined): boolean {
  if (list.has(ids, id)) return true;
  return list.has(ids, FOREIGN) && list.items().some((item) => isMessage(item) && item.id === id);
}
