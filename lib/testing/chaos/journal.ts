import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LangGraphRunnableConfig } from '#lib/engine';

export interface JournalLine {
  line: string;
  /** Milliseconds of this machine's clock, which is the database's, too. */
  at: number;
  runId: string;
  threadId: string;
  task: string;
  step: number;
  node: string;
  workerId: string;
}

const SUFFIX = '.journal';

/**
 * The side effects of nodes: one line for each time a node is entered, in a file of the process. It is outside of the database,
 * so that it stays whatever becomes of the database and of the superstep, and so that writing it flushes nothing that the
 * product has left to be flushed later.
 */
export class Journal {
  /** The worker that executes in this process; nodes run only once it is there. */
  workerId = '';

  /** `path`: without the ending, which the journal gives. */
  constructor(private readonly path: string) {}

  /** @returns the new line's id, which the node puts into the state */
  enter(node: string, { configurable = {}, metadata }: LangGraphRunnableConfig): string {
    const line: JournalLine = {
      line: randomUUID(),
      at: Date.now(),
      // The worker sets all of these.
      runId: String(configurable.run_id),
      threadId: String(configurable.thread_id),
      task: String(configurable.checkpoint_ns),
      step: Number(metadata?.langgraph_step),
      node,
      workerId: this.workerId,
    };
    appendFileSync(`${this.path}${SUFFIX}`, `${JSON.stringify(line)}\n`);
    return line.line;
  }
}

/** What all processes of a round wrote, in order. */
export async function readJournals(folder: string): Promise<JournalLine[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  // What follows the last line's end is empty, or a line whose writer was killed before it began its node.
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1));
  return lines.map((line): JournalLine => JSON.parse(line)).sort((a, b) => a.at - b.at);
}
