import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGraphs } from './load-graphs';

const fixtures = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));
const GRAPH = `
  import { Annotation, StateGraph, START } from '@langchain/langgraph';
  import { increment } from './step';
  const State = Annotation.Root({ n: Annotation<number>() });
  export const graph = new StateGraph(State).addNode('a', increment).addEdge(START, 'a').compile({ name: 'Counter' });
  export const text = 'no graph';
  export const broken = () => { throw new Error('no key'); };
`;
let folder: string;
let json: string;

/** A folder of the user's own, outside this project, in a package that is not an ES module. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdpoint-graphs-'));
  json = join(folder, 'langgraph.json');
  await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'counter.ts'), GRAPH);
  await writeFile(join(folder, 'step.ts'), 'export const increment = (s: { n: number }) => ({ n: s.n + 1 });');
  await writeFile(join(folder, 'syntax.mjs'), 'export const = 1');
  await writeFile(join(folder, '.env'), 'FROM_ENV_FILE=yes');
});

afterAll(() => rm(folder, { recursive: true }));

async function load(content: unknown, taken: string[] = []) {
  await writeFile(json, typeof content === 'string' ? content : JSON.stringify(content));
  return loadGraphs(json, new Set(taken));
}

describe('loadGraphs', () => {
  it('offers what a langgraph.json names, with descriptions, drawings and schemas', async () => {
    const graphs = await loadGraphs(fixtures, new Set());

    expect([...graphs.keys()]).toEqual(
      ['age', 'twice', 'strict', 'failing', 'parallel', 'nested', 'fan', 'steps', 'chat', 'own_engine'].map(
        (name) => `lg_${name}`,
      ),
    );
    expect(graphs.get('lg_steps')?.description).toBe('Works for a while.');
    const nested = graphs.get('lg_nested')?.graph;
    expect(
      nested
        ?.getGraph()
        .toJSON()
        .nodes.map(({ id }) => id),
    ).toEqual(['__start__', 'outer', 'inner', '__end__']);
    expect(
      nested
        ?.getGraph({ xray: true })
        .toJSON()
        .nodes.map(({ id }) => id),
    ).toContain('inner:one');
    expect(nested?.getInputJsonSchema()).toEqual({ type: 'object', properties: { log: {}, age: {} } });
  });

  it('reads how the runs of a graph are executed', async () => {
    const options = { repair_dangling_tool_calls: true, timeout_seconds: 60 };

    const graphs = await load({ graphs: { counter: { path: './counter.ts:graph', ...options } } });

    expect(graphs.get('counter')).toMatchObject({ repairDanglingToolCalls: true, timeoutSeconds: 60 });
    await expect(load({ graphs: { counter: { path: './counter.ts:graph', timeout_seconds: 0 } } })).rejects.toThrow(
      'graphs.counter',
    );
  });

  it('loads TypeScript from a CommonJS package with the packages of its own folder', async () => {
    const graphs = await load({ graphs: { counter: './counter.ts:graph' } });

    expect(graphs.get('counter')?.graph.name).toBe('Counter');
  });

  it.each([
    [{ GIVEN: 'in place' }, 'GIVEN', 'in place'],
    ['.env', 'FROM_ENV_FILE', 'yes'],
  ])('puts env %j into the environment', async (env, name, value) => {
    await load({ graphs: {}, env });

    expect(process.env[name]).toBe(value);
  });

  it('does not replace what the environment has', async () => {
    process.env.HAS_IT = 'mine';

    await load({ graphs: {}, env: { HAS_IT: 'theirs' }, dependencies: ['.'], node_version: '20' });

    expect(process.env.HAS_IT).toBe('mine');
  });

  it.each([
    ['{"graphs"', ['is not valid JSON', 'Correct it']],
    [{}, ['cannot be used', 'at "graphs"', 'Write {"graphs"']],
    [{ graphs: { x: 5 } }, ['cannot be used', 'graphs.x', 'expected object, received number']],
    [
      { graphs: { x: { path: './x.ts', timeout_seconds: 'long' } } },
      ['graphs.x.timeout_seconds', 'expected number, received string'],
    ],
    [{ graphs: {}, env: { A: 5 } }, ['"env"', 'an object of texts']],
    [
      { graphs: { x: './agent.py:graph' } },
      ['Graph "x"', 'no JavaScript or TypeScript file', '"./file.ts:exportName"'],
    ],
    [{ graphs: { x: './gone.ts:graph' } }, ['there is no file', 'gone.ts', 'Correct the path']],
    [{ graphs: { x: './syntax.mjs:graph' } }, ['syntax.mjs failed to load', 'Correct the file']],
    [{ graphs: { x: './counter.ts:grape' } }, ['does not export "grape"', 'it exports', 'graph']],
    [{ graphs: { x: './counter.ts' } }, ['does not export "default"', 'Name one of these']],
    [{ graphs: { x: './counter.ts:text' } }, ['"text" of', 'is no graph but string', 'Export a compiled StateGraph']],
    [{ graphs: { x: './counter.ts:broken' } }, ['broken() of', 'failed: no key']],
    [{ graphs: { agent: './counter.ts:graph' } }, ['Graph "agent"', 'built-in', 'another']],
    [{ graphs: {}, env: './none.env' }, ['none.env', 'cannot be read', 'remove "env"']],
  ])('refuses %j and says what to do', async (content, parts) => {
    const { message } = await load(content, ['agent']).then(
      () => new Error('loaded'),
      (error: Error) => error,
    );

    for (const part of [folder, ...parts]) expect(message).toContain(part);
  });

  describe('of several files', () => {
    async function loadBoth(first: object, second: object) {
      const other = join(folder, 'other.json');
      await writeFile(json, JSON.stringify(first));
      await writeFile(other, JSON.stringify(second));
      return loadGraphs([json, other].join(delimiter), new Set());
    }

    it('offers the graphs of all', async () => {
      const graphs = await loadBoth(
        { graphs: { one: './counter.ts:graph' }, env: { SHARED: 'same' } },
        { graphs: { two: './counter.ts:graph' }, env: { SHARED: 'same', ONLY_THERE: 'yes' } },
      );

      expect([...graphs.keys()]).toEqual(['one', 'two']);
      expect(process.env).toMatchObject({ SHARED: 'same', ONLY_THERE: 'yes' });
    });

    it('refuses an id that two of them use', async () => {
      const file = { graphs: { same: './counter.ts:graph' } };

      await expect(loadBoth(file, file)).rejects.toThrow(
        /"same" of .*other\.json has the id of a graph of another file/,
      );
    });

    it('refuses two values of one variable, and sets neither', async () => {
      const load = () => loadBoth({ graphs: {}, env: { KEY: 'a', FIRST: '1' } }, { graphs: {}, env: { KEY: 'b' } });

      await expect(load()).rejects.toThrow(/other\.json and .*langgraph\.json give KEY different values/);
      await expect(load()).rejects.toThrow('KEY');
      expect(process.env.FIRST).toBeUndefined();
    });

    it('takes what the environment has, whatever they say', async () => {
      process.env.DECIDED = 'here';

      await loadBoth({ graphs: {}, env: { DECIDED: 'a' } }, { graphs: {}, env: { DECIDED: 'b' } });

      expect(process.env.DECIDED).toBe('here');
    });
  });

  it('names a langgraph.json that is not there', async () => {
    await expect(loadGraphs(join(folder, 'none.json'), new Set())).rejects.toThrow(
      /none\.json cannot be read\. Set HOLDPOINT_GRAPHS/,
    );
  });
});
