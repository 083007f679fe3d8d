import { expect, test } from 'vitest';
import { type InvokeOptions, type LangGraphRunnableConfig, START, StateGraph } from './index';
import { LogState } from './testing';

/** What a node of a call with these options receives. */
async function configOf(options: InvokeOptions): Promise<LangGraphRunnableConfig> {
  const seen: LangGraphRunnableConfig[] = [];
  const graph = new StateGraph(LogState)
    .addNode('node', (_, config) => void seen.push(config))
    .addEdge(START, 'node')
    .compile();
  await graph.invoke({}, options);
  return seen[0]!;
}

test('a copy of a config has its signal, which is one and the same, and follows the caller', async () => {
  const caller = new AbortController();
  const config = await configOf({ signal: caller.signal });
  const copy = { ...config };

  caller.abort(new Error('enough'));

  expect(copy.signal).toBe(config.signal);
  expect(copy.signal.reason).toEqual(new Error('enough'));
});

test('the signal of a config can be replaced', async () => {
  const other = new AbortController().signal;

  const config = Object.assign(await configOf({}), { signal: other });

  expect({ ...config }.signal).toBe(other);
});

test('what the engine says of a task wins over what the caller says', async () => {
  const metadata = { langgraph_node: 'not this', user: 'u1' };
  const config = await configOf({ metadata, configurable: { checkpoint_ns: 'not:this', user: 'u1' } });

  expect(config.configurable).toMatchObject({
    checkpoint_ns: expect.stringMatching(/^node:[0-9a-f-]{36}$/),
    user: 'u1',
  });
  expect(config.metadata).toMatchObject({ langgraph_node: 'node', user: 'u1' });
});
