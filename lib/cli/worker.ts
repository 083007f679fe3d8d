import { startTracing } from '#lib/runs/telemetry/start-tracing';
import { checkSettings } from './check-settings';
import { logStrayErrors } from './log-stray-errors';
import { prepare } from './prepare';
import { runMain } from './run-main';
import { say } from './say';
import { serveMetrics } from './serve-metrics';
import { onShutdown, shutdownOnSignals } from './shutdown';

await runMain(async () => {
  shutdownOnSignals();
  checkSettings();
  await prepare('client');
  onShutdown({ stage: 'database', name: 'the traces', close: await startTracing() });
  // Only now: these modules import the generated client.
  const [{ database }, { holdpoint }, { startWork }] = await Promise.all([
    import('#lib/store/database'),
    import('#lib/runs/holdpoint'),
    import('./start-work'),
  ]);
  await database('work');
  const hp = await holdpoint();
  onShutdown({ stage: 'database', name: 'the database', close: () => hp.db.close() });
  startWork(hp);
  logStrayErrors();
  const metricsUrl = await serveMetrics(hp);
  if (metricsUrl) say(`Metrics are at ${metricsUrl}`);
  say('Worker is ready and waits for runs. Ctrl-C stops it.');
});
