import { prepare } from './prepare';
import { runBrowserTests } from './run-browser-tests';
import { runMain } from './run-main';
import { runStep, summarize } from './test-step';

/** `npm run test:e2e -- <arguments for Playwright>` */
await runMain(async () => {
  await prepare('app');
  process.exitCode = summarize([await runStep('browser tests', () => runBrowserTests(process.argv.slice(2)))]);
});
