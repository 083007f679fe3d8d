import { describe, expect, it } from 'vitest';
import { Annotation, END, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { recordSpans } from '#lib/testing/record-spans';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { answerInterrupt } from '../answer-interrupt';
import { tracer } from './tracer';

const { paths, span, all, forget } = recordSpans();

/** A node whose work is traced by whatever library it calls, and a graph nested in a node. */
const Empty = Annotation.Root({ say: Annotation<string> });
const inner = new StateGraph(Empty)
  .addNode('leaf', async () => tracer().startActiveSpan('library call', (span) => span.end()))
  .addEdge(START, 'leaf')
  .compile();
const nests = new StateGraph(Empty).addNode('nested', inner).addEdge(START, 'nested').addEdge('nested', END).compile();

const graphs = { steps: twoSteps(), ask: asks({ value: '?' }), broken: throws({ value: new TypeError('no') }), nests };
const hp = await testHoldpoint(await testDatabase(), graphs);

async function execute(graphId: string) {
  const run = await hp.send(await hp.newThread(), graphId, { input: { say: 'hi' } });
  await hp.runAll();
  return run;
}

describe('the trace of a run', () => {
  it('is run > superstep > node, with what they belong to', async () => {
    const run = await execute('steps');

    expect(paths()).toEqual([
      'run steps',
      'run steps > superstep',
      'run steps > superstep',
      'run steps > superstep > node first',
      'run steps > superstep > node second',
    ]);
    const ids = { 'holdpoint.run_id': run.id, 'holdpoint.thread_id': run.threadId, 'holdpoint.graph_id': 'steps' };
    expect(span('run steps').attributes).toMatchObject({
      ...ids,
      'holdpoint.assistant_id': run.assistantId,
      'holdpoint.attempt': 1,
      'holdpoint.status': 'success',
    });
    expect(span('node second').attributes).toMatchObject({
      ...ids,
      'holdpoint.node': 'second',
      'holdpoint.step': 2,
      'holdpoint.outcome': 'done',
    });
  });

  it('goes on in nested graphs, and in what a node calls', async () => {
    await execute('nests');

    expect(paths()).toContain('run nests > superstep > node nested > superstep > node leaf > library call');
  });

  it('records errors', async () => {
    await execute('broken');

    for (const name of ['node second', 'run broken']) {
      expect(span(name).status).toMatchObject({ code: 2, message: 'no' });
      expect(span(name).events[0]).toMatchObject({ name: 'exception', attributes: { 'exception.type': 'TypeError' } });
    }
  });

  it('records questions and answers as events, without what they say', async () => {
    const { threadId } = await execute('ask');
    const [question] = await hp.openQuestions(threadId);
    const event = { 'holdpoint.interrupt_id': question?.id };

    expect(span('node ask').events).toMatchObject([{ name: 'interrupt', attributes: event }]);
    expect(span('run ask').events).toMatchObject([{ name: 'interrupt', attributes: event }]);
    forget();

    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'secret' });
    await hp.runAll();

    expect(span('run ask').events).toMatchObject([{ name: 'answer', attributes: event }]);
    expect(JSON.stringify(all().map(({ attributes, events }) => [attributes, events]))).not.toContain('secret');
  });

  it('links to the request that asked for the run, and is a trace of its own', async () => {
    await tracer().startActiveSpan('request', async (request) => {
      await hp.send(await hp.newThread(), 'steps', { input: { say: 'hi' } });
      request.end();
    });
    await hp.runAll();

    const { traceId, spanId } = span('request').spanContext();
    expect(span('run steps').links).toMatchObject([{ context: { traceId, spanId } }]);
    expect(span('run steps').spanContext().traceId).not.toBe(traceId);
  });
});
