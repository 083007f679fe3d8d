import { createServer } from 'node:http';
import { nodeListener } from '#lib/api/node-listener';

type Handler = (request: Request) => Response | Promise<Response>;

/** Serves a fetch handler over real HTTP on a loopback port (0: a free one), as the server does. */
export async function serveHttp(
  handler: Handler,
  port = 0,
): Promise<{ url: string; close(): Promise<void>; dropConnections(): void }> {
  const server = createServer(nodeListener(handler));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    dropConnections: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
