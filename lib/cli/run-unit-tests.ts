import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runTool } from './run-tool';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});

/** Runs every *.test.ts once. */
export async function runUnitTests(): Promise<{ passed: number; failed: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-unit-report-'));
  const report = join(folder, 'report.json');
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runTool({ tool: 'vitest', args, output: 'inherit' });
    const { numPassedTests, numFailedTests } = vitestReport.parse(JSON.parse(await readFile(report, 'utf8')));
    // A file that could not be loaded has no tests to count, but the exit code tells.
    return { passed: numPassedTests, failed: code === 0 ? numFailedTests : Math.max(numFailedTests, 1) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
