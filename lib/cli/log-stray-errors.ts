import { logger } from '#lib/runs/logger';

/**
 * Keeps a process alive when a graph leaves a promise behind that fails, or throws in a timer: the other runs of the process have
 * nothing to do with it. Next does the same where it runs.
 */
export function logStrayErrors(): void {
  // Node also brings here what promises were rejected with.
  process.on('uncaughtException', (err) => {
    logger().error({ err }, 'an error that nobody caught; in a node, await every promise or give it a catch');
  });
}
