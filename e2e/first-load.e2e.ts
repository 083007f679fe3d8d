import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';

const KILOBYTE = 1024;

/** The scripts that a page's HTML names for browsers of today: what one fetches before it has run any of them. */
async function scriptsOf(address: string): Promise<URL[]> {
  const html = await (await fetch(address)).text();
  const tags = [...html.matchAll(/<script[^>]* src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/ nomodule/i.test(tag));
  const sources = tags.flatMap(([, source]) => source ?? []);
  return [...new Set(sources)].map((source) => new URL(source, address));
}

async function gzipSizeOf(address: URL): Promise<number> {
  return gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
}

test.describe('the first load', () => {
  const budgets = [
    { screen: 'the inbox', path: () => '/inbox', kilobytes: 180 },
    { screen: 'a question', path: (question: string) => `/i/${question}`, kilobytes: 260 },
    { screen: 'a thread', path: (_question: string, thread: string) => `/threads/${thread}`, kilobytes: 260 },
  ];

  for (const { screen, path, kilobytes } of budgets) {
    test(`of ${screen} takes at most ${kilobytes} kB of scripts`, async ({ server, api }) => {
      const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });

      const scripts = await scriptsOf(`${server.url}${path(questions.node ?? '', threadId)}`);
      const sizes = await Promise.all(scripts.map(gzipSizeOf));

      expect(scripts.length).toBeGreaterThan(3);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(total / KILOBYTE).toBeGreaterThan(100);
      expect(total / KILOBYTE).toBeLessThan(kilobytes);
    });
  }

  test('is sent compressed, and its scripts are kept for ever', async ({ server, request }) => {
    const [script] = await scriptsOf(`${server.url}/inbox`);

    const response = await request.get(String(script), { headers: { 'accept-encoding': 'gzip' } });

    expect(response.headers()).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': expect.stringContaining('immutable'),
    });
  });
});
