import { describe, expect, test } from 'vitest';
import { ask, type Compiled, PLACES, type Place } from './asking-places';
import { Command, isInterrupted, MemorySaver, START, StateGraph, task } from './index';
import { failureOf, freshThread, LogState } from './testing';

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
