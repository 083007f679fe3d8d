import { prepare } from './prepare';
import { runMain } from './run-main';
import { say } from './say';

await runMain(async () => {
  await prepare('app');
  say('The build is up to date.');
});
