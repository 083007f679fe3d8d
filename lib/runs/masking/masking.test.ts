import { describe, expect, it } from 'vitest';
import { MASK, maskedText, maskText } from './mask-text';
import { maskedJson, maskValue } from './mask-value';
import { isSecretName } from './secret-name';
import { namesIn } from './secret-names';

describe('names of secrets', () => {
  it.each([
    'password',
    'db_password',
    'userPassword',
    'PASSWORDS',
    'api_key',
    'apiKey',
    'APIKey',
    'X-API-KEY',
    'openai-apikey',
    'accessToken',
    'accesstoken',
    'refresh_tokens',
    'Authorization',
    'client_secret',
    'AWS_SECRET_ACCESS_KEY',
    'credentials',
    'set-cookie',
    'pwd',
    'jwt',
  ])('%s is one', (name) => expect(isSecretName(name, [])).toBe(true));

  it.each([
    'max_tokens',
    'tokens',
    'total_tokens',
    'token_count',
    'key',
    'primary_key',
    'public_key',
    'author',
    'secretary',
    'password_policy',
    'monkey',
    'title',
    '',
  ])('%s is none', (name) => expect(isSecretName(name, [])).toBe(false));

  it('takes in those of the operator, however they are spelt', () => {
    const names = namesIn('iban, tax id,,');

    expect(['iban', 'customerIban', 'TAX_ID', 'taxId'].map((name) => isSecretName(name, names))).toEqual(
      Array(4).fill(true),
    );
    expect(isSecretName('taxi', names)).toBe(false);
  });
});

describe('secrets in a text', () => {
  // Made up, and in two pieces: no scanner of this repository shall take them for real ones.
  const openai = `sk-${'proj-'}abcdefghijklmnop1234567890`;
  const github = `ghp${'_'}abcdefghijklmnopqrstuvwxyz0123456789`;
  const pem = `-----BEGIN RSA PRIVATE${' '}KEY-----\nMIIEow\n-----END RSA PRIVATE${' '}KEY-----`;

  it.each([
    ['a key within a sentence', `Use ${openai}, please.`, `Use ${MASK}, please.`],
    ['a token of another service', `git clone with ${github}`, `git clone with ${MASK}`],
    ['a private key over several lines', `it is\n${pem}\nso`, `it is\n${MASK}\nso`],
    ['a login within an address', 'postgres://app:hunter2@db/main', `postgres://app:${MASK}@db/main`],
    ['a header', "curl -H 'Authorization: Bearer abc123def456ghi'", `curl -H 'Authorization: ${MASK}'`],
    ['a header by its name', 'curl -H "X-Api-Key: abc"', `curl -H "X-Api-Key: ${MASK}"`],
    ['an argument of a command', 'mysql --password hunter2 -u root', `mysql --password ${MASK} -u root`],
    ['an environment variable', 'export DB_PASSWORD=hunter2; run', `export DB_PASSWORD=${MASK}; run`],
    ['a query of an address', 'https://x.io/?page=2&api_key=abc&q=1', `https://x.io/?page=2&api_key=${MASK}&q=1`],
    ['JSON', '{"user": "ada", "password": "correct horse"}', `{"user": "ada", "password": "${MASK}"}`],
    ['SQL', "ALTER USER ada SET password = 'x y'", `ALTER USER ada SET password = '${MASK}'`],
    ['a name within what another name stands before', `a="b password='c'"`, `a="b password='${MASK}'"`],
  ])('finds %s', (_title, text, shown) => expect(maskedText(text, [])).toBe(shown));

  it.each([
    ['token=abc; rm -rf /', `token=${MASK}; rm -rf /`],
    ['echo Authorization: abc | sh', `echo Authorization: ${MASK} | sh`],
    ['API_KEY="x$(rm -rf /)" run', 'API_KEY="x$(rm -rf /)" run'],
    ['run --password `rm x`', 'run --password `rm x`'],
  ])('never covers what else %j does', (text, shown) => expect(maskedText(text, [])).toBe(shown));

  it.each([
    'May I send this? The password was reset yesterday.',
    'token_count=12 max_tokens: "5"',
    'WHERE password = $1 AND token = :token',
    'Basic understanding of things',
    'https://example.com/a?b=c#d',
    'a task-of-nobodys-concern-anymore',
    '',
  ])('leaves %j as it is', (text) => expect(maskText(text, [])).toEqual([{ text, isSecret: false }]));

  it('gives the whole text back in its parts', () => {
    const text = `token=${openai} and ${github} and postgres://a:b@c`;

    expect(
      maskText(text, [])
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('does not take long for a long text without spaces', () => {
    const before = process.cpuUsage();
    maskText('eyJ-abc=:/@'.repeat(10_000), []);

    // Of the processor, whatever else it does.
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });
});

describe('secrets in a value', () => {
  const value = {
    user: 'ada',
    password: 'hunter2',
    pin: { token: 1234, isSecret: true, hint: null },
    credentials: { user: 'root', keys: ['a', 'b'] },
    usage: { total_tokens: 12 },
    schema: { properties: { password: { type: 'string', title: 'Password' } } },
  };

  it('are masked by the name they stand under, with all below it, and nothing else is', () => {
    expect(maskValue(value, [])).toEqual({
      user: 'ada',
      password: MASK,
      pin: { token: MASK, isSecret: true, hint: null },
      credentials: { user: MASK, keys: [MASK, MASK] },
      usage: { total_tokens: 12 },
      schema: { properties: { password: { type: 'string', title: 'Password' } } },
    });
    expect(value.password).toBe('hunter2');
  });

  it('are apart in the value as JSON, whose parts are that JSON', () => {
    const given = { password: 'a"b\n', token: 5, text: 'key=1 api_key=xyz', list: [1, 'two'] };

    const parts = maskedJson(given, []);

    expect(parts.map((part) => part.text).join('')).toBe(JSON.stringify(given, null, 2));
    expect(parts.filter((part) => part.isSecret).map((part) => part.text)).toEqual(['a\\"b\\n', '5', 'xyz']);
  });
});
