import type { Findings } from './findings';

/** What one step of the test run found. A step without countable tests counts as one. */
export interface StepResult extends Findings {
  name: string;
  seconds: number;
}

/** Runs a step, announces it, and measures it. A step that throws has failed. */
export async function runStep(name: string, run: () => Promise<Findings>): Promise<StepResult> {
  process.stdout.write(`\n--- ${name}\n`);
  const startedAt = performance.now();
  const counts = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return oneCheck(1);
  });
  return { name, ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

/** An exit code as counts: the step as a whole passed or failed. */
export function oneCheck(exitCode: number): Findings {
  return exitCode === 0 ? { passed: 1, failed: 0, remarks: [] } : { passed: 0, failed: 1, remarks: [] };
}

/** Of many remarks, those that a reader of the last lines can take in. */
const REMARKS_SHOWN = 10;

/** What is to be mended, the table, and the line that scripts read. @returns the exit code of the whole run */
export function summarize(results: StepResult[]): number {
  const lines = results.map(
    ({ name, passed, failed, seconds }) =>
      `  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${seconds.toFixed(1).padStart(6)} s`,
  );
  const remarks = results.flatMap((result) => result.remarks);
  for (const remark of remarks.slice(0, REMARKS_SHOWN)) process.stdout.write(`\n  ${remark}`);
  if (remarks.length > REMARKS_SHOWN) process.stdout.write(`\n  and ${remarks.length - REMARKS_SHOWN} more`);
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  process.stdout.write(`\n\n${lines.join('\n')}\n\n${total('passed')} passed, ${total('failed')} failed\n`);
  return total('failed') === 0 ? 0 : 1;
}
