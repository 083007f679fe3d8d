import { prepare } from './prepare';
import { runBrowserTests } from './run-browser-tests';
import { runMain } from './run-main';
import { runTool } from './run-tool';
import { runUnitTests } from './run-unit-tests';
import { oneCheck, runStep, type StepResult, summarize } from './test-step';

/** Everything that must hold, from one command: lint, types, unit tests, the build and the browser tests. */
await runMain(async () => {
  const results: StepResult[] = [
    await runStep('database client', async () => prepare('client').then(() => oneCheck(0))),
  ];
  results.push(await runStep('lint', async () => oneCheck(await runTool({ tool: 'biome', args: ['check', '.'] }))));
  results.push(await runStep('types', checkTypes));
  results.push(await runStep('unit tests', runUnitTests));
  const build = await runStep('build', async () => prepare('app').then(() => oneCheck(0)));
  results.push(build);
  // Without a build, every browser test would fail for that one reason.
  if (build.failed === 0) results.push(await runStep('browser tests', () => runBrowserTests([])));
  process.exitCode = summarize(results);
});

/** Next writes types for routes and styles, without which a fresh checkout does not type-check. */
async function checkTypes() {
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  const generated = await runTool({ tool: 'next', args: ['typegen'], env });
  return oneCheck(generated || (await runTool({ tool: 'tsc', args: ['--noEmit'] })));
}
