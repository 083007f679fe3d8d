import { describe, expect, it } from 'vitest';
import { formatSql } from './format-sql';
import { recogniseTool } from './recognise-tool';
import { visibleText } from './visible-text';

describe('the arguments of tools', () => {
  it.each([
    ['execute_sql', { query: 'SELECT 1' }, { kind: 'sql', statement: 'SELECT 1' }, {}],
    ['ask', { query: 'delete from orders', limit: 5 }, { kind: 'sql', statement: 'delete from orders' }, { limit: 5 }],
    ['bash', { command: 'ls -l', timeout: 5 }, { kind: 'command', command: 'ls -l', folder: null }, { timeout: 5 }],
    [
      'x',
      { cmd: ['git', 'commit', '-m', "it's"], cwd: '/a' },
      { kind: 'command', command: `git commit -m 'it'\\''s'`, folder: '/a' },
      {},
    ],
    [
      'send_email',
      { to: ['a@x.io', 'b@x.io'], subject: 'Hi', body: 'Hello', copies: 2, cc: null },
      {
        kind: 'mail',
        headers: [
          ['To', 'a@x.io, b@x.io'],
          ['Subject', 'Hi'],
        ],
        body: 'Hello',
      },
      { copies: 2, cc: null },
    ],
    [
      'str_replace_editor',
      { command: 'str_replace', path: 'a.ts', old_str: 'x', new_str: '' },
      { kind: 'file_edit', path: 'a.ts', edits: [{ before: 'x', after: '' }] },
      { command: 'str_replace' },
    ],
    [
      'multi_edit',
      { file_path: 'a.ts', edits: [{ old_string: 'x', new_string: 'y' }] },
      { kind: 'file_edit', path: 'a.ts', edits: [{ before: 'x', after: 'y' }] },
      {},
    ],
    [
      'write_file',
      { path: 'a.md', content: '# A', mode: 420 },
      { kind: 'file', path: 'a.md', content: '# A' },
      { mode: 420 },
    ],
    ['apply', { patch: '@@ -1 +1 @@\n-a\n+b' }, { kind: 'patch', path: null, patch: '@@ -1 +1 @@\n-a\n+b' }, {}],
    [
      'http_request',
      { method: 'POST', url: 'https://x.io/a', headers: { accept: '*/*' }, json: { a: 1 }, retries: 3 },
      { kind: 'request', method: 'POST', url: 'https://x.io/a', headers: { accept: '*/*' }, body: { a: 1 } },
      { retries: 3 },
    ],
  ])('of %s %j are seen as what they are', (...[tool, args, view, rest]) => {
    expect(recogniseTool(tool, args)).toEqual({ view, rest });
  });

  it.each([
    ['web_search', { query: 'select a restaurant in Bern' }],
    ['light', { command: 'turn_on', room: 'kitchen' }],
    ['move', { to: 'B7', subject: 'rook' }],
    ['get_page', { url: 'ftp://x.io' }],
    ['bookmark', { url: 'https://x.io' }],
    ['multi_edit', { path: 'a', edits: [{ old_string: 'x', new_string: 'y', all: true }] }],
    ['execute_sql', { query: ['SELECT 1'] }],
    ['anything', null],
    ['anything', {}],
  ])('of %s %j stay fields', (tool, args) => expect(recogniseTool(tool, args)).toBeNull());

  it('are all shown, whichever are recognised', () => {
    const args = { to: 'a', cc: ['b', 5], subject: 's', body: 'b', text: 't', html: '', from: { name: 'x' } };

    expect(recogniseTool('send_email', args)?.rest).toEqual({ cc: ['b', 5], text: 't', html: '', from: { name: 'x' } });
  });
});

describe('SQL in one line', () => {
  it.each([
    [
      "SELECT a, count(*) FROM t LEFT OUTER JOIN u ON u.id = t.id WHERE a = 'x FROM y' AND b BETWEEN 1 AND 2 OR c GROUP BY a ORDER BY 2 LIMIT 5",
      "SELECT a, count(*)\nFROM t\nLEFT OUTER JOIN u ON u.id = t.id\nWHERE a = 'x FROM y'\n  AND b BETWEEN 1 AND 2\n  OR c\nGROUP BY a\nORDER BY 2\nLIMIT 5",
    ],
    ['DELETE FROM a WHERE b; DROP TABLE a', 'DELETE FROM a\nWHERE b;\nDROP TABLE a'],
    ['UPDATE a SET b = (SELECT c FROM d WHERE e)', 'UPDATE a\nSET b = (SELECT c FROM d WHERE e)'],
    ['DELETE FROM orders -- WHERE id = 5 AND x', 'DELETE FROM orders -- WHERE id = 5 AND x'],
    ['SELECT /* FROM a */ 1 FROM b', 'SELECT /* FROM a */ 1\nFROM b'],
    ["SELECT 'it''s FROM' FROM b", "SELECT 'it''s FROM'\nFROM b"],
    ['SELECT a\nFROM b', 'SELECT a\nFROM b'],
    ["SELECT 'open FROM", "SELECT 'open\nFROM"],
  ])('%s', (sql, lines) => {
    expect(formatSql(sql)).toBe(lines);
    expect(lines.replace(/\s+/g, ' ')).toBe(sql.replace(/\s+/g, ' '));
  });
});

it('tells letters that nobody sees', () => {
  expect(visibleText('rm\u202e -rf\u200b /\ttmp\n\u0007')).toBe('rm⟨U+202E⟩ -rf⟨U+200B⟩ /\ttmp\n⟨U+0007⟩');
});
