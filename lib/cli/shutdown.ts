import { processWide } from '#lib/store/process-wide';

/** In this order: first nobody is let in any more, then work is handed over, then the database is let go. */
const STAGES = ['connections', 'work', 'database'] as const;

interface Closer {
  stage: (typeof STAGES)[number];
  name: string;
  close: () => Promise<unknown>;
}

const closers = () => processWide<Closer[]>('closers', () => []);

/** How long one closer may take before the process ends without it; what was not handed over is taken over by its lease. */
const CLOSER_MS = 4000;
/** A terminal and npm may both deliver the same Ctrl-C; only a later one means "now". */
const SAME_KEY_MS = 700;

const PARENT_CHECK_MS = 500;

/** Registers what must happen before the process ends. */
export function onShutdown(closer: Closer): void {
  closers().push(closer);
}

/** Closes everything that was registered, stage after stage. */
export async function shutdown(): Promise<void> {
  const all = closers().splice(0);
  for (const stage of STAGES) await Promise.all(all.filter((closer) => closer.stage === stage).map(closeInTime));
}

async function closeInTime({ name, close }: Closer): Promise<void> {
  const failed = await Promise.race([close().then(() => undefined, String), timeLimit()]);
  if (failed) console.error(`Stopping ${name}: ${failed}`);
}

/** Ends the process cleanly on Ctrl-C and SIGTERM, and at once on a second Ctrl-C. */
export function shutdownOnSignals(): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > SAME_KEY_MS) process.exit(130);
      return;
    }
    firstAt = performance.now();
    if (signal === 'SIGINT') console.error('\nStopping ... (Ctrl-C again to stop at once)');
    void shutdown().finally(() => process.exit(0));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.env.npm_lifecycle_event) onParentGone(() => onSignal('SIGTERM'));
}

/**
 * npm passes SIGTERM on to the shell that it runs a script in, and the shell dies of it without a word to us. We are then given
 * to another parent, which is all there is to notice.
 */
function onParentGone(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}

function timeLimit(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`not done after ${CLOSER_MS / 1000} s, ending without it.`), CLOSER_MS).unref();
  });
}
