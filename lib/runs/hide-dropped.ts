import type { StateSnapshot, StateTask } from '#lib/engine';
import type { Holdpoint } from './holdpoint';

/**
 * Takes the questions out of states that nobody can answer: those that were dropped without a run that went past them, when their
 * run was cancelled while it waited, and those that were never asked, as their run was stopped before its superstep ended. The
 * checkpoint still has them, for a run that goes on from there asks. `open` are those that are known to be open.
 */
export async function hideDropped(
  hp: Holdpoint,
  states: StateSnapshot[],
  open: string[] = [],
): Promise<StateSnapshot[]> {
  const asked = states.flatMap((state) => idsOf(state)).filter((id) => !open.includes(id));
  if (asked.length === 0) return states;
  const rows = await hp.db.sql.$queryRaw<{ id: string }[]>`
    SELECT asked.id FROM unnest(${asked}::text[]) AS asked (id) LEFT JOIN interrupts i USING (id)
    WHERE i.id IS NULL OR (outcome = 'superseded' AND superseded_by IS NULL)`;
  const dropped = new Set(rows.map(({ id }) => id));
  return dropped.size === 0 ? states : states.map((state) => without(state, dropped));
}

function idsOf({ tasks }: StateSnapshot): string[] {
  return tasks.flatMap(({ interrupts }) => interrupts.flatMap(({ id }) => id ?? []));
}

function without(state: StateSnapshot, dropped: Set<string>): StateSnapshot {
  const open = ({ interrupts }: StateTask) => interrupts.filter(({ id }) => id === undefined || !dropped.has(id));
  return {
    ...state,
    tasks: state.tasks.map((task) => ({ ...task, interrupts: open(task), ...nested(task, dropped) })),
  };
}

/** A nested graph's questions are its own and those of the task around it. */
function nested({ state }: StateTask, dropped: Set<string>): Pick<StateTask, 'state'> {
  return state && 'tasks' in state ? { state: without(state, dropped) } : {};
}
