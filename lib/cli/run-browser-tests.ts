import { type Findings, readFindings } from './findings';
import { runTool } from './run-tool';

/** Runs the tests of e2e/ on the built app. `args` go to Playwright. */
export function runBrowserTests(args: string[]): Promise<Findings> {
  const call = ['test', '--reporter=list,./lib/cli/browser-reporter.ts', ...args];
  return readFindings((env) => runTool({ tool: 'playwright', args: call, env, output: 'inherit' }));
}
