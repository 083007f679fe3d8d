import { describe } from 'vitest';
import { z } from 'zod';
import { differs, type Engine, failureOf, logOf, thread, valuesOf } from '#lib/testing/both-engines';

// Beside those that the other files of this folder tell with what they belong to.
describe('what this engine does otherwise', () => {
  differs(
    'an answered question is not asked again when its node is tried again',
    async (lg) => {
      let tries = 0;
      const graph = new lg.StateGraph(logOf(lg))
        .addNode(
          'a',
          () => {
            const answer = lg.interrupt('?');
            if (++tries === 1) throw new Error('once');
            return { log: String(answer) };
          },
          { retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } as never },
        )
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const result = await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      return valuesOf(result) ?? result;
    },
    { theirs: { result: ['?'] }, ours: { result: { log: ['x'] } } },
  );

  differs(
    'next names the node that follows when a process died between the writes of a task and the checkpoint',
    async (lg) => {
      let isDying = true;
      class DyingSaver extends lg.MemorySaver {
        override putStep = undefined as never; // stores one by one

        override async put(...args: Parameters<InstanceType<Engine['MemorySaver']>['put']>) {
          if (isDying && args[2].step === 1) throw new Error('died');
          return super.put(...args);
        }
      }
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: 'a' }))
        .addNode('b', () => ({ log: 'b' }))
        .addEdge(lg.START, 'a')
        .addEdge('a', 'b')
        .compile({ checkpointer: new DyingSaver() });
      await graph.invoke({}, { ...thread, durability: 'sync' }).catch(() => 'died');
      isDying = false;
      const { next, values } = await graph.getState(thread);
      return [next, values.log, (await graph.invoke(null, thread)).log];
    },
    { theirs: { result: [[], ['a'], ['a', 'b']] }, ours: { result: [['b'], ['a'], ['a', 'b']] } },
  );

  differs(
    'a node that writes nothing but what is not tracked is done',
    async (lg) => {
      const State = new lg.StateSchema({ log: z.string().optional(), call: new lg.UntrackedValue<() => string>() });
      const ran: string[] = [];
      const graph = new lg.StateGraph(State)
        .addNode('a', () => {
          ran.push('a');
          return { call: () => 'a' };
        })
        .addNode('b', async () => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return { log: String(lg.interrupt('?')) };
        })
        .addEdge(lg.START, 'a')
        .addEdge(lg.START, 'b')
        .compile({ checkpointer: new lg.MemorySaver() });
      const thread = { configurable: { thread_id: 'done' } };
      await graph.invoke({}, thread);
      const { next } = await graph.getState(thread);
      return [next, await graph.invoke(new lg.Command({ resume: 'yes' }), thread), ran];
    },
    { theirs: { result: [['a', 'b'], { log: 'yes' }, ['a', 'a']] }, ours: { result: [['b'], { log: 'yes' }, ['a']] } },
  );

  differs(
    'an answer where a breakpoint stopped, and nothing was asked, is refused',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: 'a' }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver(), interruptBefore: ['a'] });
      await graph.invoke({}, thread);
      return graph.invoke(new lg.Command({ resume: 'x' }), thread).catch((error: Error) => error.name);
    },
    { theirs: { result: { log: ['a'] } }, ours: { result: 'UnknownInterruptError' } },
  );

  differs(
    'the question of an error handler is listed',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode(
          'a',
          () => {
            throw new Error('boom');
          },
          { errorHandler: () => ({ log: String(lg.interrupt('go on?')) }) },
        )
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const { tasks } = await graph.getState(thread);
      return tasks.flatMap(({ interrupts }) => interrupts.map(({ value }) => value));
    },
    { theirs: { result: [] }, ours: { result: ['go on?'] } },
  );

  differs(
    'an answer that does not fit fails the run with an error of its own, and can be given again',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: String(lg.interrupt('?', { responseSchema: z.number() })) }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const refused = await failureOf(graph.invoke(new lg.Command({ resume: 'x' }), thread));
      return [refused, await graph.invoke(new lg.Command({ resume: 5 }), thread)];
    },
    {
      theirs: { result: [{ error: '$ZodError' }, { log: ['5'] }] },
      ours: { result: [{ error: 'InvalidResumeError' }, { log: ['5'] }] },
    },
  );

  differs(
    'recursionLimit counts the supersteps of one call, also of one that goes on',
    async (lg) => {
      let steps = 0;
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => {
          steps++;
          return {};
        })
        .addEdge(lg.START, 'a')
        .addEdge('a', 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      const config = { ...thread, recursionLimit: 5 };
      await graph.invoke({}, config).catch(() => 'too many');
      const first = steps;
      await graph.invoke(null, config).catch(() => 'too many');
      return [first, steps - first];
    },
    { theirs: { result: [5, 7] }, ours: { result: [5, 5] } },
  );

  differs(
    'stores compare names, not their beginnings',
    async (lg) => {
      const store = new lg.InMemoryStore();
      await store.put(['user'], 'a', {});
      await store.put(['users'], 'b', {});
      return (await store.search(['user'])).map(({ key }) => key);
    },
    { theirs: { result: ['a', 'b'] }, ours: { result: ['a'] } },
  );

  differs(
    'each checkpoint is stored before the next superstep, unless asked otherwise',
    async (lg) => {
      const seen: number[] = [];
      class SlowSaver extends lg.MemorySaver {
        stored = 0;
        override async put(...args: Parameters<InstanceType<Engine['MemorySaver']>['put']>) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          this.stored++;
          return super.put(...args);
        }
      }
      const checkpointer = new SlowSaver();
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: 'a' }))
        .addNode('b', () => {
          seen.push(checkpointer.stored);
          return { log: 'b' };
        })
        .addEdge(lg.START, 'a')
        .addEdge('a', 'b')
        .compile({ checkpointer });
      await graph.invoke({}, thread);
      return seen.map((stored) => (stored === 3 ? 'all' : 'not all'));
    },
    { theirs: { result: ['not all'] }, ours: { result: ['all'] } },
  );

  differs(
    'of a list that is appended to, what is new is stored',
    async (lg) => {
      const State = lg.Annotation.Root({
        items: lg.Annotation<{ isDone: boolean }[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
      });
      const graph = new lg.StateGraph(State)
        .addNode('a', () => ({ items: [{ isDone: false }] }))
        .addNode('b', ({ items: [first] }) => {
          if (first) first.isDone = true;
          return { items: [{ isDone: false }] };
        })
        .addEdge(lg.START, 'a')
        .addEdge('a', 'b')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const { values } = await graph.getState(thread);
      return values.items.map(({ isDone }: { isDone: boolean }) => isDone);
    },
    { theirs: { result: [true, false] }, ours: { result: [false, false] } },
  );

  differs(
    'what a Command sends beside tasks that wait takes neither their place nor their answers',
    async (lg) => {
      const build = () =>
        new lg.StateGraph(logOf(lg))
          .addNode('w', (input) => ({ log: `${Reflect.get(input, 'n')}: ${lg.interrupt(Reflect.get(input, 'n'))}` }))
          .addConditionalEdges(lg.START, () => [new lg.Send('w', { n: 'first' })], ['w'])
          .compile({ checkpointer: new lg.MemorySaver() });
      const told: unknown[] = [];
      for (const given of [{ resume: 'to the first' }, {}]) {
        const graph = build();
        await graph.invoke({}, thread);
        const result = await graph.invoke(
          new lg.Command({ ...given, goto: new lg.Send('w', { n: 'second' }) }),
          thread,
        );
        told.push([result.log, valuesOf(result)]);
      }
      return told;
    },
    {
      theirs: {
        result: [
          [['second: to the first'], null],
          [[], ['second']],
        ],
      },
      ours: {
        result: [
          [['first: to the first'], ['second']],
          [[], ['first', 'second']],
        ],
      },
    },
  );
});
