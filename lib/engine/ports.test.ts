import { expect, test } from 'vitest';
import {
  Command,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  nameBasedId,
  type Ports,
  START,
  StateGraph,
  sortableId,
  systemPorts,
} from './index';
import { collect, freshThread } from './testing';

/** Ports that answer the same in every run. */
function fixedPorts(): Ports {
  let calls = 0;
  return {
    now: () => 1_700_000_000_000,
    uuid: () => `00000000-0000-4000-8000-${String(calls++).padStart(12, '0')}`,
    random: () => 0.5,
  };
}

test('ids are version 6 UUIDs that sort by time, also when the clock stands still or goes back', () => {
  const clock = { ms: 1_700_000_000_000 };
  const ports: Ports = { ...systemPorts, now: () => clock.ms };
  const ids = [sortableId(ports)];
  for (const ms of [1_700_000_000_000, 1_600_000_000_000, 1_700_000_000_001]) {
    clock.ms = ms;
    ids.push(sortableId(ports, [ids.at(-1), ids[0], undefined, 'not an id']));
  }

  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-6[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a name-based id is the version 5 UUID of the standard', () => {
  expect(nameBasedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('with the same time and fresh ids a run makes the same checkpoints, tasks, messages and questions', async () => {
  const record = async () => {
    const ports = fixedPorts();
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('model', () => ({ messages: 'from the model' }))
      .addNode('ask', () => ({ messages: String(interrupt('question')) }))
      .addEdge(START, 'model')
      .addEdge('model', 'ask')
      .compile({ checkpointer: new MemorySaver() });
    const config = {
      configurable: { thread_id: 't', __pregel_ports: ports },
      streamMode: ['debug', 'values'] as const,
    };
    const chunks = await collect(graph.stream({ messages: 'hello' }, config));
    chunks.push(...(await collect(graph.stream(new Command({ resume: 'answer' }), config))));
    return { chunks, history: await collect(graph.getStateHistory({ configurable: { thread_id: 't' } })) };
  };

  expect(await record()).toEqual(await record());
});

test('checkpoints of a thread sort in the order in which they were made, branches included', async () => {
  const clock = { ms: 1_700_000_000_000 };
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('model', () => {
      clock.ms -= 60_000;
      return { messages: 'x' };
    })
    .addEdge(START, 'model')
    .compile({ checkpointer: new MemorySaver() });
  const { configurable } = freshThread();
  const thread = { configurable: { ...configurable, __pregel_ports: { ...systemPorts, now: () => clock.ms } } };
  const made: (string | undefined)[] = [];
  const remember = async () => {
    const head = (await graph.getState(thread)).config.configurable?.checkpoint_id;
    made.push(head);
    return head;
  };
  await graph.invoke({ messages: 'a' }, thread);
  const first = await remember();
  await graph.invoke({ messages: 'b' }, thread);
  await remember();
  await graph.invoke(null, { configurable: { ...thread.configurable, checkpoint_id: first } });
  await remember();
  await graph.updateState({ configurable: { ...thread.configurable, checkpoint_id: first } }, { messages: 'c' });
  await remember();

  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(4);
});

test('a run that is begun twice from the same place plans the same tasks, and another run others', async () => {
  const begin = async (runId: string) => {
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('model', () => ({ messages: 'from the model' }))
      .addEdge(START, 'model')
      .compile({ checkpointer: new MemorySaver() });
    const config = { configurable: { thread_id: 't', run_id: runId } };
    await graph.invoke({ messages: 'hello' }, config);
    const history = await collect(graph.getStateHistory(config));
    return history.map(({ config, tasks }) => [config.configurable?.checkpoint_id, ...tasks.map(({ id }) => id)]);
  };
  const [one, other] = ['01a1ff16-e8af-710f-ba6e-e4ba91e5618b', '01a1ff16-e8af-710f-ba6e-e4ba91e5618c'];

  const [end, ...beginning] = await begin(one);
  const [endAgain, ...again] = await begin(one);

  expect(beginning).toHaveLength(2);
  expect(again).toEqual(beginning);
  expect(endAgain).not.toEqual(end);
  expect((await begin(other)).slice(1)).not.toContainEqual(beginning[0]);
  expect(beginning.map(([id]) => id)).toEqual(
    beginning
      .map(([id]) => id)
      .toSorted()
      .reverse(),
  );
});
