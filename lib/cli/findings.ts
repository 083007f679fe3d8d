import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const findings = z.object({
  passed: z.number(),
  failed: z.number(),
  /** A line for each test that failed, or that passed only when it was run again. */
  remarks: z.array(z.string()),
});

/** What a tool that runs many tests found. */
export type Findings = z.infer<typeof findings>;

/** Where the reporters of the tools write their {@link Findings}, as JSON: the name of an environment variable. */
export const FINDINGS_FILE = 'HOLDPOINT_TEST_FINDINGS';

/**
 * Runs a tool whose reporter writes its findings, and reads them.
 * @param run is given the tool's environment, and resolves with its exit code
 */
export async function readFindings(run: (env: Record<string, string>) => Promise<number>): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-findings-'));
  const file = join(folder, 'findings.json');
  try {
    const code = await run({ [FINDINGS_FILE]: file });
    const found = findings.parse(JSON.parse(await readFile(file, 'utf8')));
    // Trouble outside of every test has no test to count, but the exit code tells.
    return { ...found, failed: code === 0 ? found.failed : Math.max(found.failed, 1) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param what the file and the test's full name  @param why the error, of which the first line is kept */
export function failedRemark(what: string, why: string | undefined): string {
  const [reason = ''] = stripVTControlCharacters(why ?? 'no reason was given').split('\n');
  return `FAILED  ${what}: ${reason}`;
}

/** A test that failed and passed in its second try: a race, or a moment in which the machine stood still. */
export function flakyRemark(what: string): string {
  return `flaky   ${what}`;
}
