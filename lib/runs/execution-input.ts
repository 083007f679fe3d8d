import { Command, type RunnableConfig, Send } from '#lib/engine';
import type { Database } from '#lib/store/database';
import { askedQuestions } from './asked-questions';
import type { ClaimedRun } from './claimed-run';
import type { GraphEntry } from './graph-registry';
import { isRecord } from './is-record';
import { repairedInput } from './repair/repaired-input';

/**
 * What the engine is given for a run: its input or command, or null to go on. A run that `began` under another worker goes on
 * from what is committed: its input is not applied twice, and of its answers only those that no task has taken yet. `config` says where the run begins.
 */
export async function executionInput(
  run: ClaimedRun,
  on: { began: boolean; entry: GraphEntry; config: RunnableConfig; head: RunnableConfig },
): Promise<unknown> {
  switch (run.kind) {
    case 'continue':
      return null;
    case 'input':
      if (on.began) return null;
      return run.command ? command(run.command) : repairedInput(run, on);
    case 'resume':
      return on.began ? remainingAnswers(run, on) : command(run.command ?? {});
    default:
      return run.kind satisfies never;
  }
}

/** Whether an earlier worker of this run has committed anything. `attempt` does not say: a run handed over keeps its number. */
export async function hasBegun(db: Database, run: ClaimedRun): Promise<boolean> {
  if (run.isFresh) return false;
  const [row] = await db.sql.$queryRaw<{ began: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM checkpoints WHERE run_id = ${run.id}::uuid)
      OR EXISTS (SELECT 1 FROM checkpoint_writes WHERE run_id = ${run.id}::uuid) AS began`;
  return row?.began ?? false;
}

async function remainingAnswers(
  run: ClaimedRun,
  { entry, head }: { entry: GraphEntry; head: RunnableConfig },
): Promise<unknown> {
  const waiting = new Set(askedQuestions(await entry.graph.getState(head)).map((question) => question.id));
  const answers = isRecord(run.command?.resume) ? run.command.resume : {};
  const left = Object.fromEntries(Object.entries(answers).filter(([id]) => waiting.has(id)));
  return Object.keys(left).length > 0 ? new Command({ resume: left }) : null;
}

/** A command as the wire has it: `update` an object or pairs, `goto` names and `{node, input}`. */
function command({ resume, update, goto }: Record<string, unknown>): Command {
  return new Command({
    resume,
    update: Array.isArray(update) ? Object.fromEntries(update) : update,
    goto: destinations(goto),
  });
}

function destinations(goto: unknown): (string | Send)[] | undefined {
  if (goto === undefined || goto === null) return undefined;
  const list: unknown[] = Array.isArray(goto) ? goto : [goto];
  return list.map((to) => (isRecord(to) ? new Send(String(to.node), to.input) : String(to)));
}
