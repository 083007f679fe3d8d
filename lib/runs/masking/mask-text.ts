import { isSecretName } from './secret-name';

/** Stands for a value that is not to be seen; it says nothing of its length. */
export const MASK = '••••••';

export interface MaskedPart {
  text: string;
  isSecret: boolean;
}

/** Keys of well-known services, by how they begin. Here and below every repetition has a bound, so that no text takes long. */
const KEYS = [
  String.raw`\b[sr]k[-_](?:proj-|ant-|or-v1-|live_|test_)?[A-Za-z0-9_-]{16,300}`,
  String.raw`\bgh[pousr]_[A-Za-z0-9]{20,255}`,
  String.raw`\bgithub_pat_[A-Za-z0-9_]{20,255}`,
  String.raw`\bglpat-[\w-]{20,100}`,
  String.raw`\bxox[abeoprs]-[\w-]{10,300}`,
  String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
  String.raw`\bAIza[\w-]{35}`,
  String.raw`\bya29\.[\w-]{20,2000}`,
  String.raw`\beyJ[\w-]{8,4000}\.[\w-]{8,8000}\.[\w-]{8,2000}`,
  String.raw`\bnpm_[A-Za-z0-9]{36}`,
  String.raw`\bhf_[A-Za-z0-9]{30,100}`,
  String.raw`\bwhsec_[A-Za-z0-9+/=]{16,200}`,
  String.raw`\bSG\.[\w-]{16,64}\.[\w-]{16,128}`,
  String.raw`\blsv2_(?:pt|sk)_[a-f0-9_]{30,100}`,
  '-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?',
];
const KEY = new RegExp(KEYS.join('|'), 'g');

const NAME = String.raw`(?<name>[A-Za-z_][\w-]{1,60})`;

/** Ends where a command would go on: what is run is never covered with a secret. */
const UNQUOTED = /(?:(?:Bearer|Basic|Token)\s)?[^\s"'&;,|<>()\\]{1,8000}/y;
/** Is run by a shell, and so it is no secret. */
const RUNS = /\$\(|`/;

/** What stands before a secret, and the secret itself; where a `name` stands before it, one that says so. */
interface Place {
  before: RegExp;
  secret: RegExp;
}

const PLACES: Place[] = [
  { before: /\b(?:Bearer|Basic)\s{1,4}(?=\S{0,60}\d)/gi, secret: /[A-Za-z0-9._~+/=-]{12,8000}/y },
  { before: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,200}:/gi, secret: /[^\s@/"']{1,200}(?=@)/y },
  { before: new RegExp(String.raw`${NAME}\\?["']?\s{0,2}[=:]\s{0,2}\\?["']`, 'g'), secret: /[^"'\n\\]{1,8000}/y },
  { before: new RegExp(`${NAME}=`, 'g'), secret: UNQUOTED },
  { before: new RegExp(String.raw`--${NAME}\s`, 'g'), secret: /(?!-)[^\s"'&;|<>()]{1,8000}/y },
  {
    before: /\b(?<name>[A-Za-z]{1,30}(?:-[A-Za-z]{1,30}){1,5}|Authorization|Cookie):\s/g,
    secret: UNQUOTED,
  },
];

/** A place for a value, and not a value: `$1`, `:password`, `<token>`, `null`. */
const NO_VALUE = /^(?:[$:?%<{@*•]|(?:null|none|true|false|undefined)\b)/i;

/** A text in parts, those that look like secrets apart. `names`: of values that are secret beside the usual ones. */
export function maskText(text: string, names: readonly string[]): MaskedPart[] {
  const parts: MaskedPart[] = [];
  let end = 0;
  for (const [from, to] of spansOf(text, names)) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    if (start > end) parts.push({ text: text.slice(end, start), isSecret: false });
    parts.push({ text: text.slice(start, to), isSecret: true });
    end = to;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end), isSecret: false });
  return parts;
}

/** The same as one text that can be shown anywhere. */
export function maskedText(text: string, names: readonly string[]): string {
  return maskText(text, names)
    .map((part) => (part.isSecret ? MASK : part.text))
    .join('');
}

type Span = [from: number, to: number];

/** In the order of where they begin. They may overlap. */
function spansOf(text: string, names: readonly string[]): Span[] {
  const keys = [...text.matchAll(KEY)].map((match): Span => [match.index, match.index + match[0].length]);
  const placed = PLACES.flatMap((place) => spansAt(place, { text, names }));
  return [...keys, ...placed].sort(([a], [b]) => a - b);
}

function spansAt({ before, secret }: Place, { text, names }: { text: string; names: readonly string[] }): Span[] {
  return [...text.matchAll(before)].flatMap((match): Span[] => {
    const name = match.groups?.name;
    if (name !== undefined && !isSecretName(name, names)) return [];
    const start = match.index + match[0].length;
    secret.lastIndex = start;
    const found = secret.exec(text)?.[0];
    return found === undefined || NO_VALUE.test(found) || RUNS.test(found) ? [] : [[start, start + found.length]];
  });
}
