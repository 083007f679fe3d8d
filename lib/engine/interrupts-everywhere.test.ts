import { describe, expect, test } from 'vitest';
import {
  Command,
  type CompiledStateGraph,
  type CompileOptions,
  interrupt,
  isInterrupted,
  MemorySaver,
  Send,
  START,
  StateGraph,
  task,
} from './index';
import { failureOf, freshThread, LogState } from './testing';

type Compiled = CompiledStateGraph<typeof LogState.State, typeof LogState.Update>;

/** Counts an execution, and says how many there have been. */
type Enter = (name: string) => number;

interface Place {
  /** What is open at the same time, one stop after the other. A stop at a breakpoint has no question. */
  stops: readonly (readonly string[])[];
  /** What all comes to when every answer is its question. */
  log: readonly string[];
  /** Executions when one question is answered at a time: of the tasks around it, and of no other. */
  executions: Readonly<Record<string, number>>;
  options?: CompileOptions;
  build(enter: Enter): { compile(options?: CompileOptions): Compiled };
}

const ask = (question: string) => interrupt<string, string>(question);

/** A node that counts its executions and asks. */
const asking = (enter: Enter, name: string, question: string) => () => {
  enter(name);
  return { log: ask(question) };
};

/** Asks in nodes of their own, side by side and after a node that prepares. */
function child(enter: Enter, ...questions: string[]) {
  const graph = new StateGraph<typeof LogState, string>(LogState)
    .addNode('prepare', () => void enter(`prepare ${questions.join()}`))
    .addEdge(START, 'prepare');
  for (const question of questions) {
    graph.addNode(question, asking(enter, question, question));
    graph.addEdge('prepare', question);
  }
  return graph.compile();
}

const PLACES: Readonly<Record<string, Place>> = {
  'one after the other in a node': {
    stops: [['a'], ['b'], ['c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', () => {
          enter('node');
          return { log: [ask('a'), ask('b'), ask('c')] };
        })
        .addEdge(START, 'node'),
  },
  'side by side in a node': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: await Promise.all(['a', 'b', 'c'].map(async (question) => ask(question))) };
        })
        .addEdge(START, 'node'),
  },
  'in nodes side by side': {
    stops: [['a', 'b']],
    log: ['a', 'b'],
    executions: { x: 2, y: 2, silent: 1 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('x', asking(enter, 'x', 'a'))
        .addNode('y', asking(enter, 'y', 'b'))
        .addNode('silent', () => void enter('silent'))
        .addEdge(START, 'x')
        .addEdge(START, 'y')
        .addEdge(START, 'silent'),
  },
  'in every task of a fan-out': {
    stops: [['1', '2', '3']],
    log: ['1', '2', '3'],
    executions: { 'worker 1': 2, 'worker 2': 2, 'worker 3': 2 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('worker', (n: string) => asking(enter, `worker ${n}`, n)())
        .addConditionalEdges(START, () => ['1', '2', '3'].map((n) => new Send('worker', n))),
  },
  'in every turn of a loop': {
    stops: [['turn 0'], ['turn 1'], ['turn 2']],
    log: ['turn 0', 'turn 1', 'turn 2'],
    executions: { node: 6 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', ({ log }) => asking(enter, 'node', `turn ${log.length}`)())
        .addEdge(START, 'node')
        .addConditionalEdges('node', ({ log }) => (log.length < 3 ? 'node' : '__end__')),
  },
  'in a nested graph, side by side': {
    stops: [['a', 'b']],
    log: ['a', 'b'],
    executions: { 'prepare a,b': 1, a: 2, b: 2 },
    build: (enter) => new StateGraph(LogState).addNode('nested', child(enter, 'a', 'b')).addEdge(START, 'nested'),
  },
  'in graphs that a node invokes one after the other': {
    stops: [['a', 'b'], ['c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'prepare a,b': 1, 'prepare c': 1, a: 2, b: 2, c: 2 },
    build: (enter) => {
      const [first, second] = [child(enter, 'a', 'b'), child(enter, 'c')];
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: [...(await first.invoke({})).log, ...(await second.invoke({})).log] };
        })
        .addEdge(START, 'node');
    },
  },
  'in graphs that a node invokes side by side': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'prepare a,b': 1, 'prepare c': 1, a: 2, b: 2, c: 2 },
    build: (enter) => {
      const graphs = [child(enter, 'a', 'b'), child(enter, 'c')];
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          const results = await Promise.all(graphs.map((graph) => graph.invoke({})));
          return { log: results.flatMap(({ log }) => log) };
        })
        .addEdge(START, 'node');
    },
  },
  'two levels deep, beside one at the root': {
    stops: [['deep a', 'deep b', 'root']],
    log: ['deep a', 'deep b', 'root'],
    executions: { 'prepare deep a,deep b': 1, 'deep a': 2, 'deep b': 2, middle: 3, z: 2 },
    build: (enter) => {
      const deep = child(enter, 'deep a', 'deep b');
      const middle = new StateGraph(LogState)
        .addNode('invoking', async () => {
          enter('middle');
          return { log: (await deep.invoke({})).log };
        })
        .addEdge(START, 'invoking')
        .compile();
      return new StateGraph(LogState)
        .addNode('middle', middle)
        .addNode('z', asking(enter, 'z', 'root'))
        .addEdge(START, 'middle')
        .addEdge(START, 'z');
    },
  },
  'in tasks that a node calls side by side': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'task a': 2, 'task b': 2, 'task c': 2 },
    build: (enter) => {
      const approval = task('approval', (question: string) => {
        enter(`task ${question}`);
        return ask(question);
      });
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: await Promise.all(['a', 'b', 'c'].map((question) => approval(question))) };
        })
        .addEdge(START, 'node');
    },
  },
  'under a retry policy, which counts failures alone': {
    stops: [['a'], ['b']],
    log: ['a', 'b'],
    executions: { node: 6 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode(
          'node',
          () => {
            // Fails before its first question, between the two, and at its end.
            if ([1, 3, 5].includes(enter('node'))) throw new Error('flaky');
            return { log: [ask('a'), ask('b')] };
          },
          { retryPolicy: { maxAttempts: 2, initialInterval: 0, jitter: false } },
        )
        .addEdge(START, 'node'),
  },
  'between breakpoints': {
    stops: [[], ['a', 'b'], []],
    log: ['a', 'b', 'after'],
    executions: { x: 2, y: 2, after: 1 },
    options: { interruptBefore: ['x'], interruptAfter: ['x'] },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('x', asking(enter, 'x', 'a'))
        .addNode('y', asking(enter, 'y', 'b'))
        .addNode('after', () => {
          enter('after');
          return { log: 'after' };
        })
        .addEdge(START, 'x')
        .addEdge(START, 'y')
        .addEdge(['x', 'y'], 'after'),
  },
};

/** A thread of a place's graph. Every call is made in a graph of its own, as in another process. */
class AskingThread {
  readonly executions: Record<string, number> = {};
  /** Of every question that was ever open. */
  readonly ids = new Map<string, string>();
  private readonly thread = freshThread();
  private readonly saver = new MemorySaver();

  constructor(private readonly place: Place) {}

  /** Returns what is open then, and the log. */
  async call(input: Parameters<Compiled['invoke']>[0]) {
    const result: unknown = await this.open().invoke(input, this.thread);
    const { log } = result as typeof LogState.State; // the state of all places
    const listed = (await this.open().getState(this.thread)).tasks.flatMap(({ interrupts }) => interrupts);
    const open = isInterrupted<string>(result) ? result.__interrupt__ : [];
    expect(listed).toEqual(open);
    for (const { id = '', value } of open) {
      expect(this.ids.get(value) ?? id, `"${value}" keeps its id`).toBe(id);
      this.ids.set(value, id);
    }
    expect(new Set(this.ids.values()).size, 'ids are distinct').toBe(this.ids.size);
    return { open: open.map(({ value }) => value).sort(), log, isWaiting: isInterrupted(result) };
  }

  answer(questions: readonly string[]) {
    const resume = Object.fromEntries(questions.map((question) => [this.ids.get(question) ?? '', question]));
    return this.call(new Command({ resume }));
  }

  private open(): Compiled {
    const enter = (name: string) => {
      this.executions[name] = (this.executions[name] ?? 0) + 1;
      return this.executions[name];
    };
    return this.place.build(enter).compile({ checkpointer: this.saver, ...this.place.options });
  }
}

function ordersOf(questions: readonly string[]): string[][] {
  if (questions.length < 2) return [[...questions]];
  return questions.flatMap((first) =>
    ordersOf(questions.filter((question) => question !== first)).map((rest) => [first, ...rest]),
  );
}

describe.each(Object.entries(PLACES))('questions %s', (_name, place) => {
  const most = place.stops.reduce((a, b) => (b.length > a.length ? b : a));

  test.each(ordersOf(most).map((order) => [order.join(', '), order] as const))(
    'are answered one by one: %s',
    async (_order, order) => {
      const thread = new AskingThread(place);
      let at = await thread.call({});
      for (const stop of place.stops) {
        expect(at.isWaiting).toBe(true);
        let open = [...stop];
        expect(at.open).toEqual(open);
        if (open.length === 0) at = await thread.call(null);
        for (const question of order
          .filter((each) => open.includes(each))
          .concat(open.filter((q) => !order.includes(q)))) {
          open = open.filter((each) => each !== question);
          at = await thread.answer([question]);
          if (open.length > 0) expect(at.open).toEqual(open);
        }
      }

      expect(at).toEqual({ open: [], log: place.log, isWaiting: false });
      expect(thread.executions).toEqual(place.executions);
    },
  );

  test('are answered all at once by a map', async () => {
    const thread = new AskingThread(place);
    let at = await thread.call({});
    for (const stop of place.stops) at = stop.length === 0 ? await thread.call(null) : await thread.answer(stop);

    expect(at).toEqual({ open: [], log: place.log, isWaiting: false });
  });

  test('wait untouched while the thread is continued, and while a plain value could be meant for several', async () => {
    const thread = new AskingThread(place);
    let at = await thread.call({});
    if (at.open.length === 0) at = await thread.call(null);
    const before = { ...thread.executions };

    expect(await thread.call(null)).toEqual(at);
    if (at.open.length > 1) {
      expect(await failureOf(thread.call(new Command({ resume: 'whom?' })))).toMatchObject({ reason: 'ambiguous' });
      expect(thread.executions).toEqual(before);
      await thread.answer(at.open.slice(1));
    }
    expect(thread.executions).toMatchObject(at.open.length > 1 ? {} : before);
    const [last = ''] = at.open;
    await thread.call(new Command({ resume: last }));
    expect(await failureOf(thread.answer([last]))).toMatchObject({ reason: 'not_pending' });
  });
});

describe('what a node calls side by side', () => {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** Before its question, "a" takes longer than "b" the first time, and less from then on. */
  const tardy = (name: string) => {
    let executions = 0;
    return async () => {
      const isSlow = (executions++ === 0) === (name === 'a');
      await pause(isSlow ? 15 : 1);
      return { log: `${name}:${ask(name)}` };
    };
  };
  const graphCall = (name: string) => {
    const graph = new StateGraph(LogState).addNode('ask', tardy(name)).addEdge(START, 'ask').compile();
    return async () => (await graph.invoke({})).log;
  };
  const taskCall = (name: string) => {
    const called = task(name, tardy(name));
    return async () => [(await called()).log];
  };

  test.each([
    ['graphs', graphCall],
    ['tasks', taskCall],
  ])('asks in the order of the calls, whichever of the %s is slower', async (_kind, callOf) => {
    const [a, b] = [callOf('a'), callOf('b')];
    const graph = new StateGraph(LogState)
      .addNode('node', async () => ({ log: (await Promise.all([a(), b()])).flat() }))
      .addEdge(START, 'node')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    const asked = await graph.invoke({}, thread);
    const [first, second] = isInterrupted(asked) ? asked.__interrupt__ : [];
    expect([first?.value, second?.value]).toEqual(['a', 'b']);

    // The second time they come in the other order, and each finds its own answer.
    const answers = new Command({ resume: { [first?.id ?? '']: 'for a', [second?.id ?? '']: 'for b' } });
    expect(await graph.invoke(answers, thread)).toEqual({ log: ['a:for a', 'b:for b'] });
  });
});
