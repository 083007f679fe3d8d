import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DiskServer } from '#lib/testing/full-disk/disk-server';
import { beginLogSegment, needNextLogSegment } from '#lib/testing/full-disk/log-segments';
import { SmallDisk } from '#lib/testing/full-disk/small-disk';

const MEGABYTES = 400;
const disk = await SmallDisk.mount(MEGABYTES);

/** As long as a server that went down is not tried again, and some more. */
const PATIENCE = { timeout: 40_000, interval: 250 };
/** How long the full disk is looked at, and how much of a processor's time may go into waiting for room. */
const LOOK_MS = 3_000;
const MOST_PROCESSOR_MS = 900;
const MOST_LINES = 10;
const CLIENT_PAUSE_MS = 250;

vi.setConfig({ testTimeout: 120_000 });

const STEPS = 6;
const heavy = { steps: STEPS, kilobytes: 200, paceMs: 400 };
/** More than fits anywhere without a new page. */
const BIG = { steps: 1, kilobytes: 1, log: Array.from({ length: 20_000 }, () => crypto.randomUUID()) };

if (typeof disk === 'string') it.skip(`a full disk: ${disk}`);
else
  describe('a full disk', () => {
    let server: DiskServer;

    beforeAll(async () => {
      server = await DiskServer.start(disk.folder);
    });

    afterAll(async () => {
      await disk.relieve();
      await server.stop();
      await disk.unmount();
    });

    /** Whatever a test before has left. */
    const roomAndHealth = async () => {
      await disk.relieve();
      await vi.waitFor(async () => expect(await health()).toMatchObject({ status: 200 }), PATIENCE);
      server.accepted.length = 0;
    };

    async function health(): Promise<unknown> {
      const { status, body } = await server.call('GET', '/api/ok?check_db=1');
      return { status, ...body };
    }

    /** What is spent while nothing can be done. */
    async function costOfWaiting() {
      const [before, lines] = [await server.processorMs(), server.errors.length];
      await sleep(LOOK_MS);
      return { processorMs: (await server.processorMs()) - before, lines: server.errors.length - lines };
    }

    async function everythingDone() {
      await vi.waitFor(async () => expect(Object.keys(await server.tally())).toEqual(['success']), PATIENCE);
    }

    it('holds runs up until there is room again; what was accepted is done, what was not is refused', async () => {
      await roomAndHealth();
      const asked = await server.create('ask', {});
      await vi.waitFor(async () => expect(await server.tally()).toEqual({ interrupted: 1 }), PATIENCE);
      const held = await Promise.all([1, 2, 3].map(() => server.create('heavy', heavy)));

      await beginLogSegment(server.databaseUrl);
      await disk.fill();
      const full = { status: 503, ok: false, database: { ok: true }, storage: { ok: false }, listen: { ok: true } };
      await vi.waitFor(async () => expect(await health()).toMatchObject(full), PATIENCE);
      const refused = await server.create('heavy', BIG);
      const answer = { assistant_id: 'ask', command: { resume: BIG.log.join() } };
      const unanswered = await server.call('POST', `/api/threads/${asked.threadId}/runs`, answer);
      const gauges = await server.metrics();
      const cost = await costOfWaiting();

      for (const { status, body } of [refused, unanswered])
        expect({ status, ...body }).toMatchObject({
          status: 503,
          code: 'database_unavailable',
          detail: expect.stringContaining('disk of the database is full. Free some space'),
        });
      expect(gauges.get('holdpoint_database_up')).toBe(1);
      expect(gauges.get('holdpoint_database_stores')).toBe(0);
      expect(cost.processorMs).toBeLessThan(MOST_PROCESSOR_MS);
      expect(cost.lines).toBeLessThan(MOST_LINES);
      expect(await server.tally()).toEqual({ interrupted: 1, running: 3 });

      await disk.relieve();
      expect((await server.call('POST', `/api/threads/${asked.threadId}/runs/wait`, answer)).status).toBe(200);
      server.accepted.shift();
      await everythingDone();

      expect(await health()).toMatchObject({ status: 200, ok: true, storage: { ok: true } });
      expect((await server.metrics()).get('holdpoint_database_stores')).toBe(1);
      expect(await server.values(asked)).toMatchObject({ log: [BIG.log.join()] });
      expect((await server.call('GET', `/api/threads/${refused.threadId}`)).status).toBe(404);
      for (const run of held) expect(await server.values(run)).toMatchObject({ done: STEPS });
    });

    it('that brings PostgreSQL down is waited out, and PostgreSQL brought up again', async () => {
      await roomAndHealth();
      const held = await Promise.all([1, 2, 3].map(() => server.create('heavy', heavy)));
      const creating = keepCreating(server);

      await disk.fill();
      await needNextLogSegment(server.databaseUrl);
      const why = expect.stringContaining('disk of the database is full');
      const down = { status: 503, ok: false, database: { ok: false }, detail: why };
      await vi.waitFor(async () => expect(await health()).toMatchObject(down), PATIENCE);
      const refused = await server.create('heavy', heavy);
      const gauges = await server.metrics();
      const cost = await costOfWaiting();

      expect({ status: refused.status, ...refused.body }).toMatchObject({ status: 503, detail: why });
      expect(gauges.get('holdpoint_database_up')).toBe(0);
      expect(cost.processorMs).toBeLessThan(MOST_PROCESSOR_MS);
      expect(cost.lines).toBeLessThan(MOST_LINES);

      await disk.relieve();
      await vi.waitFor(async () => expect(await health()).toMatchObject({ status: 200 }), PATIENCE);
      await creating.stop();
      await everythingDone();

      for (const run of server.accepted) expect(await server.values(run)).toMatchObject({ done: expect.any(Number) });
      for (const run of held) expect(await server.values(run)).toMatchObject({ done: STEPS });
      expect((await server.create('heavy', BIG)).status).toBe(200);
    });

    it('is named by a server that cannot start on it', async () => {
      await server.stop();
      await disk.fill();

      await expect(DiskServer.start(disk.folder)).rejects.toThrow('did not start: its disk is full. Free some space.');
    });
  });

/** A client that goes on creating small runs, whatever it is told. */
function keepCreating(server: DiskServer) {
  let isStopping = false;
  const creating = (async () => {
    while (!isStopping) {
      await server.create('heavy', { steps: 1, kilobytes: 10, paceMs: 100 });
      await sleep(CLIENT_PAUSE_MS);
    }
  })();
  return {
    stop() {
      isStopping = true;
      return creating;
    },
  };
}
