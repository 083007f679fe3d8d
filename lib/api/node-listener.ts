import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { textOf } from './respond';

export type NodeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers Node's requests as `answer` does those of the web. A whole body goes out with its head, in one piece. */
export function nodeListener(answer: (request: Request) => Response | Promise<Response>): NodeListener {
  return getRequestListener(
    async (request, { outgoing }) => {
      const response = await answer(request);
      const text = textOf(response);
      if (text === undefined) return response;
      outgoing.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        'content-length': Buffer.byteLength(text),
      });
      outgoing.end(text);
      return RESPONSE_ALREADY_SENT;
    },
    // Next and the code of pages keep Node's own Request and Response.
    { overrideGlobalObjects: false },
  );
}
