import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsSections } from '#app/settings/settings-sections';

const app = resolve(import.meta.dirname, '..');
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
const sourceOf = (file: string) => readFileSync(join(app, file), 'utf8');

/** Routes that name no permission as the others do, with how they are kept. */
const OTHERWISE = new Set([
  // By the API itself, endpoint for endpoint.
  'api/[[...path]]/route.ts',
  // By the token of a link alone.
  'a/[token]/decide/route.ts',
  // By the door before Next, as the pages are.
  'metrics/route.ts',
  // For who comes back from the provider, known by what the browser kept meanwhile.
  'sign-in/callback/oidc/route.ts',
  // For every reader, and it ends when one is no reader any more.
  'live/route.ts',
]);

describe('reads', () => {
  const routes = files.filter((file) => file.endsWith('/route.ts') && !OTHERWISE.has(file));

  it.each(routes)('%s names the permission it takes', (file) => {
    expect(sourceOf(file)).toMatch(
      /jsonRoute\(\s*'(?:see|review|operate|administer)'|permission: '(?:see|administer)'/,
    );
  });

  it('of what admins set are for admins', () => {
    const named = routes.filter((file) => /'administer'/.test(sourceOf(file)));

    expect(named).toEqual(
      expect.arrayContaining(['data/webhooks/route.ts', 'data/webhooks/[id]/route.ts', 'data/deliveries/route.ts']),
    );
    expect(sourceOf('live/route.ts')).toContain("includes('see')");
  });
});

describe('settings for admins', () => {
  const folders = settingsSections
    .filter(({ permission }) => permission === 'administer')
    .map(({ href }) => href.slice(1));
  const pages = files.filter(
    (file) => file.endsWith('page.tsx') && folders.some((folder) => file.startsWith(`${folder}/`)),
  );

  it.each(pages)('%s is shown to admins alone', (file) => {
    expect(sourceOf(file)).toContain("allowPage('administer')");
  });

  it('load within themselves, so that who is refused is told so with the status', () => {
    const above = (page: string) =>
      page.split('/').map((_, depth, parts) => parts.slice(0, depth).concat('loading.tsx'));
    const loading = new Set(files.filter((file) => file.endsWith('loading.tsx')));

    expect(pages.flatMap(above).filter((parts) => loading.has(parts.join('/')))).toEqual([]);
  });

  it('are all found', () => {
    expect(pages.length).toBeGreaterThanOrEqual(4);
  });
});
