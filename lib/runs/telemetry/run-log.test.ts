import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { processWide } from '#lib/store/process-wide';
import { testDatabase } from '#lib/testing/database';
import { heldRun } from '#lib/testing/held-run';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { throws, twoSteps } from '#lib/testing/test-graphs';
import { cancelRun } from '../cancel-run';
import { makeLogger } from '../logger';
import { Worker } from '../worker';

const lines: Record<string, unknown>[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(JSON.parse(String(chunk)));
    done();
  },
});
// Before anybody asks for the logger of the process.
processWide('logger', () => makeLogger(sink, 'debug'));
beforeEach(() => void lines.splice(0));

const gates = {};
const graphs = { steps: twoSteps(gates), broken: throws({ value: new TypeError('secret') }) };
const hp = await testHoldpoint(await testDatabase(), graphs);

describe('the log of a run', () => {
  it('has one line for its start and one for its end, with its ids', async () => {
    const run = await hp.send(await hp.newThread(), 'steps', { input: { say: 'secret' } });
    await hp.runAll();

    const ids = {
      run_id: run.id,
      thread_id: run.threadId,
      graph_id: 'steps',
      attempt: 1,
      worker_id: expect.any(String),
    };
    expect(lines).toMatchObject([
      { level: 20, msg: 'a run starts', ...ids },
      { level: 30, msg: 'a run ended', status: 'success', reason: 'done', duration_ms: expect.any(Number), ...ids },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('names the error of a failed run, but not what it says', async () => {
    await hp.send(await hp.newThread(), 'broken', { input: { say: 'hi' } });
    await hp.runAll();

    expect(lines.at(-1)).toMatchObject({ level: 30, status: 'error', reason: 'error', error: 'TypeError' });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('says why a run was stopped', async () => {
    const { threadId, run, worker } = await heldRun(hp, { gates, word: 'cancelled' });
    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt' });
    await worker.idle();

    expect(lines.at(-1)).toMatchObject({
      run_id: run.id,
      msg: 'a run ended',
      status: 'interrupted',
      reason: 'cancelled',
    });
    await worker.stop();
  });

  it('warns of a lease that ran out and of the run that was taken over', async () => {
    const { run, gate, worker } = await heldRun(hp, { gates, word: 'lost' });
    await hp.db.prisma.$executeRaw`
      UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;
    const other = new Worker(hp);
    await other.tick();
    gate.open();
    await Promise.all([worker.idle(), other.idle()]);

    expect(lines.filter(({ level }) => level === 40)).toMatchObject([
      { run_id: run.id, attempt: 2, worker_id: other.id, msg: expect.stringContaining('taken over') },
      { run_id: run.id, attempt: 1, worker_id: worker.id, msg: expect.stringContaining('not renewed') },
    ]);
    await Promise.all([worker.stop(), other.stop()]);
  });
});

describe('the logger', () => {
  it('takes an unknown LOG_LEVEL for warn, and says so', () => {
    makeLogger(sink, 'loud').info('not heard');

    expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('LOG_LEVEL is loud') }]);
  });
});
