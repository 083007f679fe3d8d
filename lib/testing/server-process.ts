import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** As much of what a server says before it is ready as helps to see why it did not get there. */
const MAX_LINES = 200;

/** The address that a server process prints once it is ready. @throws what it printed, when it ends before */
export async function readAddress(child: ChildProcess): Promise<string> {
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        if (output.length < MAX_LINES) output.push(line);
        const url = /ready at (http:\S+)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
    child.once('close', (code) => reject(new Error(`The server ended with ${code}:\n${output.join('\n')}`)));
  });
}

/** Resolves when the process is gone, also when it was before. */
export async function endProcess(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}
