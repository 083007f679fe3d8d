import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressFromEnv, ensurePortIsFree, listen } from './listen';

const servers: Server[] = [];

async function take(port: number): Promise<number> {
  const server = createServer();
  servers.push(server);
  return (await listen(server, { host: '127.0.0.1', port })).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.unstubAllEnvs();
});

describe('listening', () => {
  it('names the port that is in use and another one to try', async () => {
    const port = await take(0);

    const start = ensurePortIsFree({ host: '127.0.0.1', port });

    await expect(start).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    await expect(start).rejects.toThrow(`PORT=${port + 1} npm start`);
  });

  it('leaves a free port free', async () => {
    const port = await take(0);
    servers.pop()?.close();

    await ensurePortIsFree({ host: '127.0.0.1', port });

    expect(await take(port)).toBe(port);
  });

  it('says so when the host is not one of this machine', async () => {
    await expect(ensurePortIsFree({ host: '192.0.2.1', port: 0 })).rejects.toThrow('not an address of this machine');
  });

  it('uses port 3000 of this machine by default', () => {
    vi.stubEnv('PORT', '');
    vi.stubEnv('HOST', '');

    expect(addressFromEnv()).toEqual({ host: '127.0.0.1', port: 3000 });
  });

  it.each(['abc', '70000', '-1', '80.5'])('refuses PORT=%s', (port) => {
    vi.stubEnv('PORT', port);

    expect(addressFromEnv).toThrow(`PORT is ${port}`);
  });
});
