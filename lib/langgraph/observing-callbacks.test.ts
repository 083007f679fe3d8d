import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { scrape } from '#lib/runs/telemetry/scrape';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { parseMetrics } from '#lib/testing/parse-metrics';
import { recordSpans } from '#lib/testing/record-spans';
import { loadGraphs } from './load-graphs';

const { paths, span } = recordSpans();
const path = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));
const loaded = await loadGraphs(path, new Set());
const hp = await testHoldpoint(
  await testDatabase(),
  Object.fromEntries([...loaded].map(([id, { graph }]) => [id, graph])),
);

async function start(graphId: string, input: Record<string, unknown> = {}) {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input });
  await hp.runAll();
  return threadId;
}

async function outcomes(graphId: string): Promise<string[]> {
  const seen = parseMetrics(await (await scrape(async () => hp)).text());
  return [...seen.keys()].filter((key) => key.startsWith(`holdpoint_node_duration_seconds_count{graph="${graphId}"`));
}

describe('a LangGraph.js graph', () => {
  it('is traced as run > superstep > node, with graphs that are nested in its nodes', async () => {
    await start('lg_nested');

    expect(paths()).toEqual([
      'run lg_nested',
      'run lg_nested > superstep',
      'run lg_nested > superstep',
      'run lg_nested > superstep > node inner',
      'run lg_nested > superstep > node inner > superstep',
      'run lg_nested > superstep > node inner > superstep',
      'run lg_nested > superstep > node inner > superstep > node before',
      'run lg_nested > superstep > node inner > superstep > node one',
      'run lg_nested > superstep > node inner > superstep > node two',
      'run lg_nested > superstep > node outer',
    ]);
    expect(span('node one').attributes).toMatchObject({
      'holdpoint.outcome': 'interrupted',
      'holdpoint.ns': expect.stringMatching(/^inner:/),
    });
  });

  it('has its failures recorded', async () => {
    const threadId = await start('lg_failing');
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'do it' });
    await hp.runAll();

    expect(await outcomes('lg_failing')).toEqual([
      'holdpoint_node_duration_seconds_count{graph="lg_failing",node="ask",outcome="interrupted"}',
      'holdpoint_node_duration_seconds_count{graph="lg_failing",node="ask",outcome="failed"}',
    ]);
  });
});
