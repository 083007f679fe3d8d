import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellApiBase } from './tell-api-base';

const screens = async (_request: IncomingMessage, response: ServerResponse) => void response.end('a screen');
const server = new Server((request, response) => void tellApiBase(screens)(request, response));
const JSON_BODY = { 'content-type': 'application/json' };

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

async function answerTo(method: string, path: string, headers: Record<string, string>): Promise<string> {
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })).text();
}

describe('a server without /api in its address', () => {
  it.each([
    ['POST', '/threads', JSON_BODY],
    ['POST', '/threads/search?x=1', JSON_BODY],
    ['POST', '/threads/1/copy', {}],
    ['DELETE', '/threads/1', {}],
    ['PUT', '/store/items', JSON_BODY],
    ['GET', '/info', {}],
    ['GET', '/threads/1/state?subgraphs=true', {}],
    ['GET', '/threads/1/runs/2/join', {}],
  ])('tells who sends %s %s where the API is', async (method, path, headers) => {
    expect(JSON.parse(await answerTo(method, path, headers))).toMatchObject({
      detail: expect.stringContaining(`${method} /api${path}`),
      code: 'not_found',
    });
  });

  it.each([
    ['GET', '/threads', {}],
    ['GET', '/threads/1', {}],
    ['GET', '/info', { accept: 'text/html,*/*' }],
    ['POST', '/threads/1', { 'next-action': 'x', 'content-type': 'text/plain;charset=UTF-8' }],
    ['POST', '/threads', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['POST', '/sign-in', JSON_BODY],
    ['POST', '/api/threads', JSON_BODY],
  ])('still answers %s %s with a screen', async (method, path, headers) => {
    expect(await answerTo(method, path, headers)).toBe('a screen');
  });
});
