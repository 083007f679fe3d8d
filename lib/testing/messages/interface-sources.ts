import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Source {
  /** From the top of the repository. */
  path: string;
  text: string;
}

/** The code whose words people see on the screens: the app, and what it reads. */
export function interfaceSources(): Source[] {
  return ['app', 'lib/review', 'lib/auth'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .sort()
      .map((name) => `${folder}/${name}`)
      .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') })),
  );
}

export const languageFolder = `${root}lib/language`;
