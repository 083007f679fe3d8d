// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is code to be read
import { describe, expect, it } from 'vitest';
import { findMessages } from './find-messages';

/** Within a function, as messages should be. */
const messagesIn = (code: string) => findMessages('a.tsx', `const f = () => <p>{${code}}</p>;`).messages;

describe('a message is found', () => {
  it('by its tag, with the code of its values for who translates', () => {
    expect(messagesIn('t`${run.status} since ${\n  at\n}`')).toEqual([
      { context: undefined, id: '{0} since {1}', plural: undefined, values: ['run.status', 'at'], line: 1 },
    ]);
  });

  it('within another', () => {
    const [whole, link] = messagesIn('jt`Open ${<a>{t`the inbox`}</a>} first`');

    expect([whole?.id, link?.id]).toEqual(['Open {0} first', 'the inbox']);
  });

  it('with a context', () => {
    expect(messagesIn("c('verb').t`Open`")).toMatchObject([{ context: 'verb', id: 'Open' }]);
  });

  it('that counts, once', () => {
    expect(messagesIn('ngettext(msgid`${n} run`, msgid`${n} runs`, n)')).toMatchObject([
      { id: '{0} run', plural: '{0} runs', values: ['n'] },
    ]);
  });

  it('as it is shown, not as it is written', () => {
    expect(messagesIn('t`It\\u2019s \\`x\\``')).toMatchObject([{ id: 'It’s `x`' }]);
  });
});

it.each(['`Hello`', 'css`Hello`', "c('verb')", 'x.t`Hello`'])('%s is no message', (code) => {
  expect(messagesIn(code)).toEqual([]);
});

it('a count whose forms cannot be read is refused', () => {
  expect(() => messagesIn('ngettext(msgid`a`, `b`, n)')).toThrow('msgid');
});

it('a message outside of functions is a fault: nobody reads yet when a module is loaded', () => {
  const source = '\nconst label = t`Open`;\nconst later = () => t`Close`;\nfunction f() { return t`Save` }';

  expect(findMessages('app/a.ts', source).faults).toEqual([
    'app/a.ts:2: "Open" is translated where the module is loaded; nobody reads then',
  ]);
});

it('code that cannot be read is named', () => {
  expect(() => findMessages('app/a.ts', 'const = 3')).toThrow('app/a.ts');
});
