import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadGraphs } from './load-graphs';

const FIXTURES = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));

it('a graph names the graphs that are its nodes, with what they hold', async () => {
  const { graph } = (await loadGraphs(FIXTURES, new Set())).get('lg_nested') ?? {};

  const nested = (await graph?.nestedGraphs?.()) ?? [];

  expect(nested.map(([name, inner]) => [name, inner.name])).toEqual([['inner', 'inner']]);
  expect(nested[0]?.[1].getStateJsonSchema()).toMatchObject({ type: 'object', properties: { log: {} } });
});
