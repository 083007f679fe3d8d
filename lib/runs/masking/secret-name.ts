/** What values are called that nobody should read over a shoulder, as words; also at the end of a longer name, as `db_password`. */
const NAMES = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'secret',
  'token',
  'authorization',
  'bearer',
  'jwt',
  'credential',
  'cookie',
  'api key',
  'access key',
  'account key',
  'auth key',
  'encryption key',
  'private key',
  'secret key',
  'service key',
  'session key',
  'signing key',
  'ssh key',
  'connection string',
  'security code',
  'cvv',
  'cvc',
];

/** Shorter ones also end ordinary words. */
const LEAST_ENDING = 5;
/** `tokens` counts what a model reads; these are the secret kind. */
const SECRET_TOKENS = /(access|refresh|auth|api|bearer|session)tokens$/;

/** `names`: further ones, of this server. Spelling does not matter: `apiKey`, `X-API-KEY` and `api_key` are one name. */
export function isSecretName(name: string, names: readonly string[]): boolean {
  const words = wordsOf(name);
  const joined = words.join('');
  const singular = joined.endsWith('tokens') ? joined : joined.replace(/s$/, '');
  return (
    SECRET_TOKENS.test(joined) || [...NAMES, ...names].some((known) => endsWith({ words, joined, singular }, known))
  );
}

interface NameForms {
  words: string[];
  joined: string;
  singular: string;
}

function endsWith({ words, joined, singular }: NameForms, known: string): boolean {
  const ending = wordsOf(known).join('');
  if (ending === '') return false;
  if (ending.length >= LEAST_ENDING) return joined.endsWith(ending) || singular.endsWith(ending);
  return words.at(-1) === ending || joined === ending;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
