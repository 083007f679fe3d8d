import { apply, type Command, type Result } from './commands';
import { handOver, stepsFrom } from './execution';
import type { ThreadState } from './thread-model';

export interface End {
  state: ThreadState;
  /** What each command was told, in the order in which they were given. */
  results: Result[];
}

/**
 * Every way in which these commands, given at the same moment, and the work in the background may have happened one after the
 * other, up to where the thread comes to rest.
 */
export function explore(from: readonly ThreadState[], commands: readonly Command[]): End[] {
  const seen = new Set<string>();
  const ends: End[] = [];
  const open: End[] = from.map((state) => ({ state, results: commands.map(() => '') }));
  for (let at = open.pop(); at; at = open.pop()) {
    const key = JSON.stringify(at);
    if (seen.has(key)) continue;
    seen.add(key);
    const next = [...stepsFrom(at.state).map((state) => ({ ...at, state })), ...given(at, commands)];
    if (next.length === 0) ends.push(at);
    open.push(...next, ...handOver(at.state).map((state) => ({ ...at, state })));
  }
  return ends;
}

function given({ state, results }: End, commands: readonly Command[]): End[] {
  return commands.flatMap((command, index) => {
    if (results[index] !== '') return [];
    const outcome = apply(state, command);
    return [{ state: outcome.state, results: results.with(index, outcome.result) }];
  });
}
