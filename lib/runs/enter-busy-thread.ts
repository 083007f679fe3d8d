import { limits } from '#lib/limits';
import type { Run } from '#lib/store/generated/client';
import type { NewClaim } from './arrivals';
import { claimedOnArrival } from './claimed-on-arrival';
import type { RunDraft } from './draft-run';
import type { Holdpoint } from './holdpoint';
import { insertRun, type NewRun, type ReceivedRun } from './insert-run';
import type { KnownQueue } from './known-threads';
import { planUnlessRefused } from './plan-run';
import { readHead } from './read-head';
import { knownScene, type Scene } from './scene';
import { countStopped } from './telemetry/count-stopped';
import { inTransaction, type Transaction } from './transaction';

/**
 * Double-texting where this process knows the thread's queue: `enqueue` is one statement, `interrupt` one round trip. As with an
 * empty queue, the statement that writes says that what is known still holds.
 * @returns null when there is more to decide, or something came in between; nothing is written then
 */
export async function enterBusyThread(hp: Holdpoint, draft: RunDraft): Promise<ReceivedRun | null> {
  const scene = knownScene(hp, draft);
  const enter = scene?.queue && waysIn(draft, scene.queue);
  const planned = enter && planUnlessRefused(hp, draft, scene);
  return planned ? enter(hp, planned, scene) : null;
}

type WayIn = (hp: Holdpoint, newRun: NewRun, scene: Scene) => Promise<ReceivedRun | null>;

function waysIn({ multitaskStrategy, afterSeconds }: RunDraft, { firstId, behind }: KnownQueue): WayIn | undefined {
  if (multitaskStrategy === 'enqueue' && behind + 1 < limits().queuedRuns) return goBehind;
  if (multitaskStrategy !== 'interrupt' || behind > 0 || afterSeconds > 0) return undefined;
  return (hp, newRun, scene) => takePlace(hp, { ...newRun, instead: firstId }, scene);
}

async function goBehind(hp: Holdpoint, newRun: NewRun, scene: Scene): Promise<ReceivedRun | null> {
  const waiting = { ...newRun, isNext: false };
  const run = await insertRun(hp.db.sql, waiting);
  if (run) hp.known.keepBusy(scene, waiting);
  return run;
}

async function takePlace(
  hp: Holdpoint,
  newRun: NewRun & { instead: string },
  scene: Scene,
): Promise<ReceivedRun | null> {
  const { run } = await hp.arrivals.claiming(async (claim) => {
    const { run, head } = await inTransaction(hp.db, (tx) =>
      tx.last(() => stopAndInsert(tx, hp, { ...newRun, claim })),
    );
    // What the stopped run wrote is not known.
    if (run) hp.known.keepBusy({ ...scene, isFirst: false }, newRun);
    const claimed =
      run && claim ? { ...claimedOnArrival({ ...newRun, claim }, false), head: Promise.resolve(head) } : null;
    return { run, claimed };
  });
  return run;
}

/** All at once, since nothing of it is done unless the first run is still the only one. */
async function stopAndInsert(tx: Transaction, hp: Holdpoint, newRun: NewRun & { instead: string; claim?: NewClaim }) {
  const [stopped, run, head] = await Promise.all([
    lockFirst(tx, newRun),
    insertRun(tx, newRun),
    newRun.claim && readHead({ sql: tx, heads: hp.db.heads }, newRun.thread.id),
  ]);
  if (run) countStopped(tx, stopped, 'superseded');
  return { run, head };
}

/** In the order in which everybody locks them. The events of a run that is locked are all there. */
function lockFirst(
  tx: Transaction,
  { thread, instead }: NewRun & { instead: string },
): Promise<Pick<Run, 'graphId' | 'status'>[]> {
  return tx.$queryRaw`
    WITH thread AS MATERIALIZED (
      SELECT id FROM threads WHERE id = ${thread.id}::uuid AND revision = ${thread.revision} FOR NO KEY UPDATE)
    SELECT r.graph_id AS "graphId", r.status::text AS status FROM thread JOIN runs r ON r.thread_id = thread.id
    WHERE r.id = ${instead}::uuid FOR UPDATE OF r`;
}
