// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is code to be read
import { expect, it } from 'vitest';
import { findPlainTexts } from './find-plain-texts';

const textsIn = (code: string) => findPlainTexts('a.tsx', code).map((found) => found.replace(/^a\.tsx:\d+: /, ''));

it.each([
  ['<p>Nothing waits</p>', 'Nothing waits'],
  ['<p>by {name}</p>', 'by'],
  ['<input placeholder="name of it" />', 'name of it'],
  ['<a aria-label="Close" />', 'Close'],
  ["const label = 'Open';", 'Open'],
  ["const label = isOpen ? 'Not yet' : x;", 'Not yet'],
  ['const label = `${count} questions`;', '{} questions'],
  ["new HoldpointError('x', 'Reload the page.')", 'Reload the page.'],
])('%s shows what is in no catalogue', (code, text) => {
  expect(textsIn(code)).toEqual([text]);
});

it.each([
  '<p>{t`Nothing waits`}</p>',
  '<p className="Big" href="/Inbox" data-kind="Open">3</p>',
  "import x from 'Package';",
  "type Kind = 'Open' | 'Closed';",
  "throw new Error('This cannot be.');",
  "console.warn('Look at this');",
  "const key = 'Enter';",
  "const code = 'not_found';",
  '<b>Holdpoint</b>',
  'const name = `px-2 ${size}`;',
  'const key = `question ${id}`;',
  "const words = { 'Reply to': t`Reply to` };",
])('%s shows nothing of that kind', (code) => {
  expect(textsIn(code)).toEqual([]);
});

it('says where', () => {
  expect(findPlainTexts('app/a.tsx', 'const a = 1;\nconst b = <p>Hello you</p>;')).toEqual(['app/a.tsx:2: Hello you']);
});
