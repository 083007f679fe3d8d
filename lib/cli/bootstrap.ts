import { type Holdpoint, holdpoint } from '#lib/runs/holdpoint';
import { startTracing } from '#lib/runs/telemetry/start-tracing';
import { processWide } from '#lib/store/process-wide';
import { checkSettings } from './check-settings';
import { isOn } from './on-off';
import { endWith } from './run-main';
import { seedDemo } from './seed-demo';
import { onShutdown } from './shutdown';
import { startWork } from './start-work';

/**
 * What every server process does once before it answers: open the database, start the worker, and show something to try. Under
 * `npm start` our own server does it, and Next's call finds it done.
 */
export function bootstrap(): Promise<void> {
  return processWide('bootstrap', start);
}

async function start(): Promise<void> {
  onShutdown({ stage: 'database', name: 'the traces', close: await startTracing().catch(endWith) });
  // Thrown from here, it would reach Next, which prints it four times and goes on without a database.
  const hp = await open().catch(endWith);
  onShutdown({ stage: 'database', name: 'the database', close: () => hp.db.close() });
  if (isOn('HOLDPOINT_WORKER')) startWork(hp);
  if (isOn('HOLDPOINT_DEMO')) {
    // In the background: the answer that one of the threads shows can only be given once its question was asked.
    const stopping = new AbortController();
    const seeding = seedDemo(hp, stopping.signal).catch((error: unknown) => {
      if (!stopping.signal.aborted) console.error('The demo threads could not be created:', error);
    });
    const close = () => {
      stopping.abort();
      return seeding;
    };
    onShutdown({ stage: 'work', name: 'the demo threads', close });
  }
}

async function open(): Promise<Holdpoint> {
  checkSettings();
  return holdpoint();
}
