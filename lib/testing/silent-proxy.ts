import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

export interface SilentProxy {
  /** The same database, by way of the proxy. */
  url: string;
  /** From now on nothing passes on the connections that are open, and none of them is told. New ones work. */
  silence(): void;
  close(): Promise<void>;
}

/** A stretch of network before a database, on which connections can die without a word. */
export async function silentProxy(databaseUrl: string): Promise<SilentProxy> {
  const { host, port, user = '', password, database = '' } = new pg.Client({ connectionString: databaseUrl });
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => pairs.delete(pair));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  const secret = password ? `:${encodeURIComponent(password)}` : '';
  return {
    url: `postgresql://${encodeURIComponent(user)}${secret}@127.0.0.1:${address.port}/${database}`,
    silence() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        for (const socket of [near, far]) socket.on('data', () => undefined);
      }
    },
    async close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
