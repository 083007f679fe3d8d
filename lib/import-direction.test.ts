import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const BELOW_COMMANDS = [
  ...['lib/language', 'lib/api', 'lib/auth', 'lib/runs', 'lib/store', 'lib/engine', 'lib/graphs', 'lib/errors'],
  'lib/limits',
];

/**
 * What each part may import of the others: app -> lib/api, lib/review -> lib/auth -> lib/runs -> lib/store -> lib/engine <- lib/graphs, and
 * lib/langgraph between lib/runs and lib/store.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ['lib/api', 'lib/review', 'lib/auth', 'lib/runs', 'lib/language', 'lib/errors'],
  'lib/api': ['lib/auth', 'lib/runs', 'lib/store', 'lib/engine', 'lib/errors', 'lib/limits'],
  'lib/review': ['lib/language', 'lib/runs', 'lib/store', 'lib/engine', 'lib/errors'],
  'lib/auth': ['lib/language', 'lib/runs', 'lib/store', 'lib/errors'],
  'lib/runs': ['lib/langgraph', 'lib/store', 'lib/engine', 'lib/graphs', 'lib/errors', 'lib/limits'],
  'lib/langgraph': ['lib/store', 'lib/engine', 'lib/errors'],
  'lib/store': ['lib/engine', 'lib/errors', 'lib/limits'],
  'lib/graphs': ['lib/engine'],
  'lib/engine': [],
  // What the engine, the queue and the API say is for programs and logs, and stays as it is.
  'lib/language': [],
  'lib/errors': [],
  'lib/limits': ['lib/errors'],
  // The commands stand above everything, and nothing imports them but Next's entry.
  'lib/cli': BELOW_COMMANDS,
  'lib/testing': BELOW_COMMANDS,
};

/** A test may also use the test database and drive what lies below it. */
const TESTS_MAY_ALSO_IMPORT = ['lib/testing', 'lib/graphs', 'lib/engine', 'lib/store', 'lib/runs'];

/** Packages that a part may import, where that is limited. */
const PACKAGES: Record<string, (specifier: string, file: string) => boolean> = {
  app: (specifier) => !/^(?:@prisma\/|prisma$|pg$)/.test(specifier),
  'lib/engine': (specifier, file) =>
    specifier === 'node:async_hooks' ||
    (specifier === 'node:crypto' && file === 'lib/engine/ports.ts') ||
    // The suite that every saver is tested with.
    (['vitest', 'fast-check'].includes(specifier) && file.startsWith('lib/engine/saver-contract')),
};

interface ImportLine {
  file: string;
  specifier: string;
}

interface Target {
  part: string;
  path: string;
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file);

/** `lib/runs/x.ts` belongs to `lib/runs`, `app/threads/page.tsx` to `app`, and a file right below lib to itself. */
function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'lib' ? `lib/${second.replace(/(?:\.test)?\.tsx?$/, '')}` : top;
}

function targetOf({ file, specifier }: ImportLine): Target | undefined {
  const path = specifier.startsWith('.')
    ? relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
    : /^#(?:lib|app)\//.test(specifier) && specifier.slice(1);
  return path ? { part: partOf(path), path } : undefined;
}

function violation(line: ImportLine): string | undefined {
  const from = partOf(line.file);
  const target = targetOf(line);
  const says = (reason: string) => `${line.file} imports ${line.specifier}: ${reason}`;
  if (!target) {
    if (isTest(line.file) || (PACKAGES[from]?.(line.specifier, line.file) ?? true)) return undefined;
    return says(`${from} must not import this package`);
  }
  if (target.part === from || target.path === 'package.json') return undefined;
  if (line.specifier.startsWith('.')) return says('across folders, write #lib/... or #app/...');
  if (from === 'app' && target.path.startsWith('lib/store'))
    return says('app reads and writes through lib/review, lib/runs and lib/api');
  const allowed = [...(MAY_IMPORT[from] ?? []), ...(isTest(line.file) ? TESTS_MAY_ALSO_IMPORT : [])];
  return allowed.includes(target.part) ? undefined : says(`${from} must not import ${target.part}`);
}

function importLines(): ImportLine[] {
  return ['lib', 'app'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => !file.startsWith('lib/store/generated/') && file !== 'lib/import-direction.test.ts')
      .flatMap((file) =>
        specifiersIn(readFileSync(join(root, file), 'utf8')).map((specifier) => ({ file, specifier })),
      ),
  );
}

function specifiersIn(source: string): string[] {
  const forms = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;
  return [...source.matchAll(forms)].map((match) => match[2] ?? '');
}

describe('imports', () => {
  it('every import line of lib and app points in the direction of the architecture', () => {
    const lines = importLines();

    const violations = lines.map(violation).filter(Boolean);

    expect(lines.length).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });

  it.each([
    ['lib/engine/loop.ts', '#lib/store/database'],
    ['lib/engine/loop.ts', 'zod'],
    ['lib/engine/loop.ts', 'node:crypto'],
    ['lib/graphs/age.ts', '#lib/runs/holdpoint'],
    ['lib/store/database.ts', '#lib/runs/holdpoint'],
    ['lib/runs/worker.ts', '#lib/api/wire'],
    ['lib/runs/worker.ts', '#lib/cli/shutdown'],
    ['lib/langgraph/saver.ts', '#lib/runs/holdpoint'],
    ['lib/review/list-threads.ts', '#app/threads/page'],
    ['lib/runs/worker.ts', '../store/database'],
    ['app/threads/page.tsx', '#lib/store/generated/client'],
    ['app/threads/page.tsx', '@prisma/client'],
  ])('an import of the wrong direction is found: %s imports %s', (file, specifier) => {
    expect(violation({ file, specifier })).toContain(specifier);
  });

  it.each([
    "import { a } from 'x'",
    "import 'x'",
    "export * from 'x'",
    "import {\n  a,\n} from 'x'",
    "await import('x')",
    "import type { A } from 'x'",
  ])('an import is read in the form %j', (source) => {
    expect(specifiersIn(source)).toEqual(['x']);
  });
});
