import { type InboxParams, inboxQuery, loadInboxParams } from './inbox-params';

/** What is kept of an address of the inbox: its view, filters and order, in one way of writing them, without the "?". */
export function savedQuery(address: string | InboxParams): string {
  const params = typeof address === 'string' ? loadInboxParams(new URLSearchParams(address)) : address;
  return inboxQuery({ ...params, after: null }).replace(/^\?/, '');
}

/** Whether there is nothing but one of the built-in views. */
export function isPlainView(params: InboxParams): boolean {
  const query = savedQuery(params);
  return query === '' || query === `view=${params.view}`;
}
