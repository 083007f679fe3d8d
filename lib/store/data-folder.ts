import { resolve } from 'node:path';

/** Where the embedded database lives: HOLDPOINT_DATA, by default `.data` in the working directory. */
export function dataFolder(): string {
  return resolve(process.env.HOLDPOINT_DATA || '.data');
}
