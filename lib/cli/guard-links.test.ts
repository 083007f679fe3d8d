import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardLinks } from './guard-links';

const server = createServer((request, response) => {
  void guardLinks(async (_request, answer) => void answer.end('passed'))(request, response);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

/** Sends the path as it is; fetch would tidy it up. */
function send(method: string, path: string, headers: Record<string, string> = {}) {
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

describe('under /a', () => {
  it.each([
    ['GET', '/a/abc-_09'],
    ['HEAD', '/a/abc'],
    ['GET', '/a/abc?utm=1'],
    ['POST', '/a/abc/decide'],
  ])('%s %s is let through, and nobody hears of the address', async (method, path) => {
    const { status, headers } = await send(method, path);

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
    expect(headers['x-robots-tag']).toContain('noindex');
  });

  it.each([
    ['POST', '/a/abc', 405],
    ['GET', '/a/abc/decide', 405],
    ['PUT', '/a/abc/decide', 405],
    ['GET', '/a/%2e%2e/inbox', 404],
    ['GET', '/a/../inbox', 404],
    ['GET', '/a/abc/../../inbox', 404],
    ['GET', '/a//inbox', 404],
    ['GET', '/a%2f..%2finbox', 404],
    ['GET', '/a', 404],
  ])('%s %s is not', async (method, path, status) => {
    expect(await send(method, path)).toMatchObject({ status });
  });

  it('no server action is called, whatever the path', async () => {
    expect(await send('POST', '/a/abc/decide', { 'next-action': 'x' })).toMatchObject({ status: 405 });
    expect(await send('POST', '/a/abc', { 'next-action': 'x' })).toMatchObject({ status: 405 });
  });
});

it.each(['/', '/inbox', '/api/ok', '/activity', '/_next/static/a.js'])('%s is none of its business', async (path) => {
  expect(await send('POST', path, { 'next-action': 'x' })).toMatchObject({ status: 200 });
});
