import { isTrouble } from '#lib/store/database-trouble';
import { logger } from './logger';

/** For work that is tried again. Trouble of the database is logged as a whole, by whoever watches it. */
export function warnUnlessTrouble(error: unknown, message: string): void {
  if (!isTrouble(error)) logger().warn({ err: error }, message);
}
