import type { Interrupt, StateSnapshot } from '#lib/engine';
import { lastWords } from './last-words';

/** A question that waits at the head of a thread, as the engine reports it. */
export interface AskedQuestion {
  id: string;
  value: unknown;
  responseSchema: unknown;
  /** What the node said about its deadline. */
  deadline: Pick<Interrupt, 'expires_at' | 'timeout_ms' | 'on_expire'>;
  /** The root task that asked, or whose subgraph did. */
  taskId: string;
  /** The node that called interrupt(): the innermost one. */
  node: string;
  ns: string;
  checkpointId: string;
  /** The end of what was said before, for the search. */
  lastWords: string | null;
}

/** As they are listed when one statement has stored them: all of one moment. */
export function inOrder(asked: AskedQuestion[]): AskedQuestion[] {
  return asked.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The open questions of a snapshot of the root graph; those of subgraphs appear on the task that runs them. */
export function askedQuestions(snapshot: StateSnapshot): AskedQuestion[] {
  const checkpointId = snapshot.config.configurable?.checkpoint_id;
  if (typeof checkpointId !== 'string') return [];
  const words = snapshot.tasks.some((task) => task.interrupts.length > 0) ? lastWords(snapshot.values) : null;
  return snapshot.tasks.flatMap((task) =>
    task.interrupts.flatMap((interrupt) => {
      // A static breakpoint, or a hand-thrown GraphInterrupt, asks nothing that an answer could name.
      if (interrupt.id === undefined) return [];
      const ns = interrupt.ns ?? [`${task.name}:${task.id}`];
      const node = ns.at(-1)?.split('|').at(-1)?.split(':')[0] ?? task.name;
      const responseSchema = interrupt.response_schema ?? null;
      return [
        {
          id: interrupt.id,
          value: interrupt.value,
          responseSchema,
          deadline: interrupt,
          taskId: task.id,
          node,
          ns: ns.join('|'),
          checkpointId,
          lastWords: words,
        },
      ];
    }),
  );
}
