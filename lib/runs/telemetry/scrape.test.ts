import { describe, expect, it, vi } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { parseMetrics } from '#lib/testing/parse-metrics';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { cancelRun } from '../cancel-run';
import { lockUnfinishedRuns } from '../queue';
import { stopRuns } from '../stop-runs';
import { inTransaction } from '../transaction';
import { createWebhook, sendTestDelivery, setWebhookActive } from '../webhooks/webhooks';
import { Worker } from '../worker';
import { scrape } from './scrape';

// Runs are taken over here, and a log would say so.
process.env.LOG_LEVEL = 'silent';

const db = await testDatabase();
const gates = { held: new Gate(), stopped: new Gate() };
const graphs = { steps: twoSteps(gates), ask: asks({ value: '?' }), broken: throws({ value: new Error('no') }) };
const hp = await testHoldpoint(db, graphs);

async function samples(): Promise<Map<string, number>> {
  const response = await scrape(async () => hp);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return parseMetrics(await response.text());
}

async function send(graphId: string, say = 'hi'): Promise<string> {
  return (await hp.send(await hp.newThread(), graphId, { input: { say } })).id;
}

describe('a scrape', () => {
  it('counts the runs that ended, and measures them, their supersteps and their nodes', async () => {
    await send('steps');
    await send('broken');
    await hp.runAll();

    const seen = await samples();

    expect(seen.get('holdpoint_runs_ended_total{graph="steps",status="success",reason="done"}')).toBe(1);
    expect(seen.get('holdpoint_runs_ended_total{graph="broken",status="error",reason="error"}')).toBe(1);
    expect(seen.get('holdpoint_run_duration_seconds_count{graph="steps",status="success"}')).toBe(1);
    expect(seen.get('holdpoint_run_pickup_seconds_count{graph="steps"}')).toBe(1);
    expect(seen.get('holdpoint_superstep_duration_seconds_count{graph="steps"}')).toBe(2);
    expect(seen.get('holdpoint_node_duration_seconds_count{graph="steps",node="second",outcome="done"}')).toBe(1);
    expect(seen.get('holdpoint_node_duration_seconds_count{graph="broken",node="second",outcome="failed"}')).toBe(1);
    expect(seen.get('holdpoint_worker_runs')).toBe(0);
    expect(seen.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('says how many questions wait, and for how long', async () => {
    await send('ask');
    await hp.runAll();
    await db.prisma.$executeRaw`UPDATE interrupts SET created_at = now() - interval '1 hour'`;

    const seen = await samples();

    expect(seen.get('holdpoint_interrupts_waiting')).toBe(1);
    expect(seen.get('holdpoint_interrupts_oldest_age_seconds')).toBeCloseTo(3600, -2);
    expect(seen.get('holdpoint_runs_ended_total{graph="ask",status="interrupted",reason="paused"}')).toBe(1);
  });

  it('says how many runs are unfinished, and how long those that are due have been', async () => {
    const runId = await send('steps');
    await db.prisma.$executeRaw`UPDATE runs SET due_at = now() - interval '90 seconds' WHERE id = ${runId}::uuid`;

    const seen = await samples();

    expect(seen.get('holdpoint_runs{status="pending"}')).toBe(1);
    expect(seen.get('holdpoint_runs{status="running"}')).toBe(0);
    expect(seen.get('holdpoint_queue_due_runs')).toBe(1);
    expect(seen.get('holdpoint_queue_oldest_due_run_age_seconds')).toBeCloseTo(90, -1);
    await hp.runAll();
  });

  it('says how many deliveries are not taken yet, and for how long, but for those of who is paused', async () => {
    const [active, paused] = [
      await createWebhook(hp, webhookSettings, { actor: null }),
      await createWebhook(hp, webhookSettings, { actor: null }),
    ];
    for (const { id } of [active, paused]) await sendTestDelivery(hp, { id, actor: null });
    await db.prisma
      .$executeRaw`UPDATE webhook_deliveries SET created_at = now() - interval '1 minute' WHERE webhook_id = ${active.id}::uuid`;
    await setWebhookActive(hp, { id: paused.id, active: false, actor: null });

    const seen = await samples();

    expect(seen.get('holdpoint_deliveries_waiting')).toBe(1);
    expect(seen.get('holdpoint_deliveries_oldest_age_seconds')).toBeCloseTo(60, -1);
    await db.prisma.webhook.deleteMany();
    expect((await samples()).get('holdpoint_deliveries_waiting')).toBe(0);
  });

  it('looks at the database once for scrapes at the same time', async () => {
    const open = vi.fn(async () => hp);

    await Promise.all([scrape(open), scrape(open), scrape(open)]);

    expect(open).toHaveBeenCalledTimes(1);
  });

  it('says that the database is away, and leaves out what only it knows', async () => {
    const response = await scrape(async () => {
      throw new Error('no connection');
    });

    const seen = parseMetrics(await response.text());
    expect(response.status).toBe(200);
    expect(seen.get('holdpoint_database_up')).toBe(0);
    expect(
      [...seen.keys()].filter((key) =>
        /holdpoint_(?:runs\{|queue_|interrupts_|deliveries_(?:waiting|oldest))/.test(key),
      ),
    ).toEqual([]);
    expect(seen.get('holdpoint_runs_ended_total{graph="steps",status="success",reason="done"}')).toBeGreaterThan(0);
  });

  it('shows them again when it is back', async () => {
    const seen = await samples();

    expect(seen.get('holdpoint_database_up')).toBe(1);
    expect(seen.get('holdpoint_interrupts_waiting')).toBe(1);
  });
});

describe('runs that are stopped before any worker took them', () => {
  it('are counted as ended, by what stopped them, once that is committed', async () => {
    const before = await samples();
    const threadId = await hp.newThread();
    const cancelled = await hp.send(threadId, 'steps', { input: { say: 'one' } });
    await cancelRun(hp, { threadId, runId: cancelled.id, action: 'interrupt' });
    await hp.send(threadId, 'steps', { input: { say: 'two' } });
    await hp.send(threadId, 'steps', { input: { say: 'three' }, multitaskStrategy: 'interrupt' });
    await hp.send(threadId, 'steps', { input: { say: 'four' }, multitaskStrategy: 'rollback' });
    const undone = inTransaction(db, async (tx) => {
      const runs = await lockUnfinishedRuns(tx, threadId);
      await stopRuns(tx, { threadId, runs, reason: 'cancelled', actor: null }).done;
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await hp.runAll();

    const seen = await samples();
    const ended = (status: string, reason: string) => {
      const key = `holdpoint_runs_ended_total{graph="steps",status="${status}",reason="${reason}"}`;
      return (seen.get(key) ?? 0) - (before.get(key) ?? 0);
    };
    expect(ended('interrupted', 'cancelled')).toBe(1);
    expect(ended('interrupted', 'superseded')).toBe(1);
    expect(ended('interrupted', 'rolled_back')).toBe(1);
    expect(ended('success', 'done')).toBe(1);
  });
});

describe('what goes wrong', () => {
  it('counts a lease that ran out and the run that was taken over, but not a run that was stopped', async () => {
    const before = await samples();
    const [first, second] = [new Worker(hp), new Worker(hp)];
    const lost = await send('steps', 'held');
    await first.tick();
    await gates.held.reached;
    await db.prisma.$executeRaw`
      UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${lost}::uuid`;
    await second.tick();
    gates.held.open();
    await Promise.all([first.idle(), second.idle()]);

    const thread = await hp.newThread();
    await hp.send(thread, 'steps', { input: { say: 'stopped' } });
    await first.tick();
    await gates.stopped.reached;
    await hp.send(thread, 'steps', { input: { say: 'next' }, multitaskStrategy: 'interrupt' });
    await first.idle();
    gates.stopped.open();
    await hp.runAll();

    const seen = await samples();
    const grown = (key: string) => (seen.get(key) ?? 0) - (before.get(key) ?? 0);
    expect(grown('holdpoint_leases_lost_total{graph="steps"}')).toBe(1);
    expect(grown('holdpoint_run_takeovers_total{graph="steps"}')).toBe(1);
    expect(grown('holdpoint_run_attempts_total{graph="steps"}')).toBe(4);
    expect(grown('holdpoint_runs_ended_total{graph="steps",status="interrupted",reason="superseded"}')).toBe(1);
    expect(grown('holdpoint_runs_ended_total{graph="steps",status="success",reason="done"}')).toBe(2);
    await Promise.all([first.stop(), second.stop()]);
  });
});
