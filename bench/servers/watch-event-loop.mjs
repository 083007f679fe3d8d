// Loaded into each server under measurement: answers with the longest time that the event loop stood still since last asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', () => {
  process.send?.(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
  delay.reset();
});
process.channel?.unref();
// Whoever stops the bench does not want its servers to go on.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
