import type { NewClaim } from './arrivals';
import { claimedOnArrival } from './claimed-on-arrival';
import type { RunDraft } from './draft-run';
import type { Holdpoint } from './holdpoint';
import { insertRun, type NewRun, type ReceivedRun } from './insert-run';
import { planRun, planUnlessRefused } from './plan-run';
import { readHead } from './read-head';
import { knownScene, readScene, type Scene } from './scene';

/**
 * The usual cases, without a transaction: a run for a thread on which no other waits, and which either asks nothing or is being
 * answered. The thread's revision and the assistant's version, checked in the statement that writes, say that what was known or
 * read before still holds. If this process has room, the run begins here and nobody has to look for it.
 * @returns null when there is more to decide, or something came in between; nothing is written then
 * @throws HoldpointError `graph_not_found` and those of planQuestions
 */
export async function enterEmptyQueue(hp: Holdpoint, draft: RunDraft): Promise<ReceivedRun | null> {
  const known = knownScene(hp, draft);
  if (known?.isBusy) return null;
  const planned = known && planUnlessRefused(hp, draft, known);
  const run = planned ? await beginOrWait(hp, planned, known) : null;
  if (run) return run;
  const scene = await readScene(hp, draft);
  const plan = scene && !scene.isBusy ? planRun(hp, draft, scene) : null;
  return scene && plan ? beginOrWait(hp, plan, scene) : null;
}

async function beginOrWait(hp: Holdpoint, newRun: NewRun, scene: Scene): Promise<ReceivedRun | null> {
  const { isFirst } = scene;
  const insert = async (claim?: NewClaim) => {
    const inserted = insertRun(hp.db.sql, { ...newRun, claim });
    // If the run is inserted, nobody has changed the thread since we looked at it, nor can anybody until the run does.
    const head = claim && !isFirst ? readHead(hp.db, newRun.thread.id) : undefined;
    const run = await inserted;
    // Before the run begins, since its end builds on it.
    if (run) hp.known.keepBusy(scene, newRun);
    return { run, claimed: run && claim ? { ...claimedOnArrival({ ...newRun, claim }, isFirst), head } : null };
  };
  const isDue = newRun.draft.afterSeconds === 0;
  const { run } = await (isDue ? hp.arrivals.claiming(insert) : insert());
  return run;
}
