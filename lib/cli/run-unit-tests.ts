import { type Findings, readFindings } from './findings';
import { runTool } from './run-tool';

/** Runs every *.test.ts once. */
export function runUnitTests(): Promise<Findings> {
  const args = ['run', '--reporter=default', '--reporter=./lib/cli/unit-reporter.ts'];
  return readFindings((env) => runTool({ tool: 'vitest', args, env, output: 'inherit' }));
}
