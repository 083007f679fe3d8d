/**
 * Takes the pictures in docs/screenshots: every screen of the built app, on the same data each time.
 *
 * `npm run screenshots -- [--only TEXT] [--folder FOLDER]`
 */
import { parseArgs } from 'node:util';
import { prepare } from '#lib/cli/prepare';
import { runMain } from '#lib/cli/run-main';
import { pictureAccounts } from './picture-accounts';
import { pictureScreens } from './picture-screens';

const { values } = parseArgs({
  options: {
    /** Only pictures whose name contains this. */
    only: { type: 'string', default: '' },
    folder: { type: 'string', default: 'docs/screenshots' },
  },
});

await runMain(async () => {
  await prepare('app');
  await pictureScreens(values);
  await pictureAccounts(values);
});
