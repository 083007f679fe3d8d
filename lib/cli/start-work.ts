import { interruptDeadlines } from '#lib/runs/expire-interrupts';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { Worker } from '#lib/runs/worker';
import { onShutdown } from './shutdown';

/** What a process does that executes runs: it also keeps the deadlines of questions. */
export function startWork(hp: Holdpoint): void {
  const work = [
    { name: 'the worker', does: new Worker(hp) },
    { name: 'the deadlines of questions', does: interruptDeadlines(hp) },
  ];
  for (const { name, does } of work) {
    does.start();
    onShutdown({ stage: 'work', name, close: () => does.stop() });
  }
}
