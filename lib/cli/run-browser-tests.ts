import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runTool } from './run-tool';

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** Runs the tests of e2e/ on the built app. `args` go to Playwright. */
export async function runBrowserTests(args: string[]): Promise<{ passed: number; failed: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-e2e-report-'));
  const report = join(folder, 'report.json');
  try {
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const call = ['test', '--reporter=list,json', ...args];
    const code = await runTool({ tool: 'playwright', args: call, env, output: 'inherit' });
    const { stats, errors } = playwrightReport.parse(JSON.parse(await readFile(report, 'utf8')));
    const failed = stats.unexpected + errors.length;
    return { passed: stats.expected + stats.flaky, failed: code === 0 ? failed : Math.max(failed, 1) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
