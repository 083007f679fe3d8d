import { describe, expect, it } from 'vitest';
import {
  Annotation,
  type CompiledStateGraph,
  END,
  interrupt,
  MemorySaver,
  type RunObserver,
  START,
  StateGraph,
} from './index';

const State = Annotation.Root({ log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }) });

/** Writes down what it is told. */
function recorder(): { heard: string[]; observer: RunObserver } {
  const heard: string[] = [];
  const observer: RunObserver = {
    graph: ({ name, ns }) => {
      const graph = `${name}@${ns.split(':')[0]}`;
      heard.push(`${graph} begins`);
      return {
        task: async ({ name: node, step, attempt }, work) => {
          heard.push(`${graph} ${node} step ${step} attempt ${attempt}`);
          const end = await work();
          heard.push(`${graph} ${node} ${end.kind}`);
          return end;
        },
        end: () => heard.push(`${graph} ends`),
      };
    },
  };
  return { heard, observer };
}

async function hearing(graph: CompiledStateGraph): Promise<string[]> {
  const { heard, observer } = recorder();
  await graph.invoke({}, { configurable: { thread_id: 't', __pregel_observer: observer } }).catch(() => undefined);
  return heard;
}

describe('an observer', () => {
  it('is told of every node of every superstep, but not of the hidden step that applies the input', async () => {
    const graph = new StateGraph(State)
      .addNode('one', () => ({ log: ['one'] }))
      .addNode('two', () => ({ log: ['two'] }))
      .addEdge(START, 'one')
      .addEdge('one', 'two')
      .addEdge('two', END)
      .compile({ name: 'g' });

    expect(await hearing(graph)).toEqual([
      'g@ begins',
      'g@ one step 1 attempt 1',
      'g@ one done',
      'g@ two step 2 attempt 1',
      'g@ two done',
      'g@ ends',
    ]);
  });

  it('is told of a nested graph while its task runs', async () => {
    const inner = new StateGraph(State)
      .addNode('ask', () => ({ log: [String(interrupt('?'))] }))
      .addEdge(START, 'ask')
      .compile({ name: 'inner' });
    const outer = new StateGraph(State)
      .addNode('nested', inner)
      .addEdge(START, 'nested')
      .compile({ name: 'outer', checkpointer: new MemorySaver() });

    expect(await hearing(outer)).toEqual([
      'outer@ begins',
      'outer@ nested step 1 attempt 1',
      'inner@nested begins',
      'inner@nested ask step 1 attempt 1',
      'inner@nested ask interrupted',
      'inner@nested ends',
      'outer@ nested interrupted',
      'outer@ ends',
    ]);
  });

  it('is told of every attempt', async () => {
    let calls = 0;
    const graph = new StateGraph(State)
      .addNode(
        'flaky',
        () => {
          if (calls++ === 0) throw new Error('not yet');
          throw new Error('never');
        },
        { retryPolicy: { maxAttempts: 2, initialInterval: 0, jitter: false } },
      )
      .addEdge(START, 'flaky')
      .compile({ name: 'g' });

    expect(await hearing(graph)).toEqual([
      'g@ begins',
      'g@ flaky step 1 attempt 1',
      'g@ flaky failed',
      'g@ flaky step 1 attempt 2',
      'g@ flaky failed',
      'g@ ends',
    ]);
  });
});
