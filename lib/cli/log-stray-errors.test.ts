import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it.each([
  ['a promise that fails', "Promise.reject(new Error('stray'))"],
  ['a timer that throws', "setTimeout(() => { throw new Error('stray'); })"],
])('a process outlives %s, and logs it', async (_, stray) => {
  const code = `
    import { logStrayErrors } from '${import.meta.dirname}/log-stray-errors.ts';
    logStrayErrors();
    ${stray};
    setTimeout(() => console.log('alive'), 50);`;

  const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', '--input-type', 'module', '-e', code]);

  expect(stdout).toBe('alive\n');
  expect(JSON.parse(stderr)).toMatchObject({ level: 50, err: { message: 'stray' } });
});
