import { readFile } from 'node:fs/promises';

const LINES = 12;

export async function tailOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-LINES).join('\n') || '(empty)';
}
