import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './project-root';
import { withLock } from './with-lock';

it('work under one lock is done one after the other', async () => {
  const steps: string[] = [];
  const work = (name: string) =>
    withLock(`test-${process.pid}`, async () => {
      steps.push(`${name} begins`);
      await new Promise(setImmediate);
      steps.push(`${name} ends`);
    });

  await Promise.all([work('a'), work('b')]);

  expect(steps[0]?.charAt(0)).toBe(steps[1]?.charAt(0));
  expect(steps[2]?.charAt(0)).toBe(steps[3]?.charAt(0));
});

it('a lock is free again after a failure', async () => {
  const name = `test-failure-${process.pid}`;
  await expect(withLock(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');

  expect(await withLock(name, async () => 'done')).toBe('done');
});

it('the lock of a process that is gone is taken over', async () => {
  const name = `test-gone-${process.pid}`;
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const folder = join(projectRoot, 'node_modules/.cache');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `holdpoint-${name}.lock`), String(gone));

  expect(await withLock(name, async () => 'done')).toBe('done');
});
