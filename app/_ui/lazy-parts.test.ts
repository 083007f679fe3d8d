import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const APP = resolve(import.meta.dirname, '..');

// Without it Next.js makes no boundary around the part, and hides the whole page until the part is there.
it('every part that is loaded lazily says what stands in its place meanwhile', () => {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
  const parts = files.flatMap((path) =>
    [...readFileSync(join(APP, path), 'utf8').matchAll(/= dynamic\(.*?\);\n/gs)].map(([part]) => ({ path, part })),
  );

  expect(parts.length).toBeGreaterThan(10);
  expect(parts.filter(({ part }) => !/loading: \(\) =>|ssr: false/.test(part))).toEqual([]);
});
