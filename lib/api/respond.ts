import { toWire } from '#lib/store/value-codec';

interface Reply {
  status?: number;
  headers?: Record<string, string>;
}

/** JSON that may hold values of graphs: dates, bigints and the like take their plain JSON form. */
export function json(body: unknown, reply?: Reply): Response {
  return jsonText(toWire(body), reply);
}

/** Whole bodies: a server writes them in one piece, with the head, and need not read them from the response's stream. */
const texts = new WeakMap<Response, string>();

/** The whole body of a response, where it is known. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}

/** The same of what is JSON text already. */
export function jsonText(text: string, { status = 200, headers }: Reply = {}): Response {
  const response = new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
  texts.set(response, text);
  return response;
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** How many items there are on all pages, and where the next page begins, if there is one. */
export function paginationHeaders({
  total,
  offset,
  limit,
}: {
  total: number;
  offset: number;
  limit: number;
}): Record<string, string> {
  const next = offset + limit;
  return { 'x-pagination-total': String(total), ...(next < total && { 'x-pagination-next': String(next) }) };
}
