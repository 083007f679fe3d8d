import type { Database } from '#lib/store/database';
import { logger } from './logger';

/** Says once that the database is in trouble, and once that it is well again, however many statements meet it in between. */
export function logTrouble({ trouble: watch }: Pick<Database, 'trouble'>): void {
  let since: number | undefined;
  watch.subscribe((trouble) => {
    if (trouble !== null) {
      since ??= performance.now();
      return logger().warn(`the database is in trouble: ${trouble}`);
    }
    const seconds = Math.round((performance.now() - (since ?? performance.now())) / 1000);
    since = undefined;
    logger().warn({ seconds }, 'the database is well again');
  });
}
