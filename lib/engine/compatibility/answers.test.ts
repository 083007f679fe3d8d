import { describe } from 'vitest';
import { askers, differs, interruptsOf, logOf, thread, valuesOf } from '#lib/testing/both-engines';

describe('questions and answers, otherwise', () => {
  differs(
    'a falsy answer is an answer',
    async (lg) => {
      const graph = askers(lg, ['a']);
      await graph.invoke({}, thread);
      return graph.invoke(new lg.Command({ resume: false }), thread).catch((error: Error) => error.name);
    },
    { theirs: { result: 'EmptyInputError' }, ours: { result: { log: ['a:false'] } } },
  );

  differs(
    'one value does not answer several questions',
    async (lg) => {
      const graph = askers(lg, ['a', 'b']);
      await graph.invoke({}, thread);
      return graph.invoke(new lg.Command({ resume: 'all' }), thread).catch((error: Error) => error.name);
    },
    { theirs: { result: { log: ['a:"all"', 'b:"all"'] } }, ours: { result: 'UnknownInterruptError' } },
  );

  differs(
    'an answer to a question that nobody asked is refused',
    async (lg) => {
      const graph = askers(lg, ['a']);
      await graph.invoke({}, thread);
      const resume = { '0123456789abcdef0123456789abcdef': 'x' };
      const paused = await graph.invoke(new lg.Command({ resume }), thread).catch((error: Error) => error.name);
      return valuesOf(paused) ?? paused;
    },
    { theirs: { result: ['a?'] }, ours: { result: 'UnknownInterruptError' } },
  );

  differs(
    'answering one of several questions runs only its node again',
    async (lg) => {
      const ran: string[] = [];
      const graph = askers(lg, ['a', 'b'], ran);
      await graph.invoke({}, thread);
      const [first] = await interruptsOf(graph);
      await graph.invoke(new lg.Command({ resume: { [first?.id ?? '']: 1 } }), thread);
      return ran;
    },
    { theirs: { result: ['a', 'b', 'a', 'b'] }, ours: { result: ['a', 'b', 'a'] } },
  );

  differs(
    'each question of a node has an id of its own',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: `${lg.interrupt(1)}${lg.interrupt(2)}` }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const [first] = await interruptsOf(graph);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      const open = (await interruptsOf(graph)).map(({ value }) => value);
      const [second] = (await interruptsOf(graph)).slice(-1);
      return [first?.id === second?.id, open, (await graph.getState(thread)).next];
    },
    { theirs: { result: [true, [2], []] }, ours: { result: [false, [2], ['a']] } },
  );

  differs(
    'an answer is not used for a second question when the run is merely continued',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: `${lg.interrupt(1)}${lg.interrupt(2)}` }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      const continued = await graph.invoke(null, thread);
      return valuesOf(continued) ?? continued;
    },
    { theirs: { result: { log: ['xx'] } }, ours: { result: [2] } },
  );

  differs(
    'a question that a node swallows still pauses it',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => {
          try {
            return { log: `${lg.interrupt('approve?')}` };
          } catch {
            return { log: 'went on without approval' };
          }
        })
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      const result = await graph.invoke({}, thread);
      return valuesOf(result) ?? result;
    },
    { theirs: { result: { log: ['went on without approval'] } }, ours: { result: ['approve?'] } },
  );

  differs(
    'all questions of a nested graph are told, also of graphs that a node runs side by side',
    async (lg) => {
      const asks = (name: string) =>
        new lg.StateGraph(logOf(lg))
          .addNode('ask', () => ({ log: `${lg.interrupt(name)}` }))
          .addEdge(lg.START, 'ask')
          .compile();
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', async () => {
          const results = await Promise.all([asks('one').invoke({}), asks('two').invoke({})]);
          return { log: results.flatMap(({ log }) => log) };
        })
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      return valuesOf(await graph.invoke({}, thread));
    },
    { theirs: { result: ['one'] }, ours: { result: ['one', 'two'] } },
  );

  differs(
    'an edge of a node that failed half-way is not lost',
    async (lg) => {
      let isFirst = true;
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('bad', async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          if (isFirst) throw new Error('once');
          return { log: 'bad' };
        })
        .addNode('good', () => ({ log: 'good' }))
        .addNode('after', () => ({ log: 'after' }))
        .addEdge(lg.START, 'bad')
        .addEdge(lg.START, 'good')
        .addConditionalEdges('good', async () => {
          if (isFirst) await new Promise((resolve) => setTimeout(resolve, 40));
          return 'after';
        })
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread).catch(() => 'failed');
      await new Promise((resolve) => setTimeout(resolve, 60));
      isFirst = false;
      return graph.invoke(null, thread);
    },
    { theirs: { result: { log: ['bad', 'good'] } }, ours: { result: { log: ['bad', 'good', 'after'] } } },
  );
});
