import { t } from '#lib/language/gettext';
import { currentLanguage, currentLocale } from '#lib/language/language';
import { type AnswerError, type AnswerFault, findFaults } from '#lib/runs/validate-answer';

/** What is wrong with a value against its schema, for who reads it. */
export function checkSchema(value: unknown, schema: unknown): AnswerError[] {
  return findFaults(value, schema).map(describeFault);
}

/** English is what the queue itself says, word for word; so this speaks only where there is another language. */
export function describeFault({ path, message, keyword, limit }: AnswerFault): AnswerError {
  const said = currentLanguage() && keyword !== undefined ? sentenceOf(keyword, limit) : undefined;
  return { path, message: said ?? message };
}

/** Undefined for what is behind a reference, whose limit is not known, and for keywords that are seldom. */
function sentenceOf(keyword: string, limit: unknown): string | undefined {
  const say = sentences()[keyword];
  return say && (limit !== undefined || say.length === 0) ? say(String(limit), limit) : undefined;
}

const sentences = (): Record<string, (limit: string, value: unknown) => string> => ({
  required: () => t`An answer is needed here.`,
  type: (_, types) => typeSentence([types].flat()),
  enum: (_, options) => oneOf([options].flat().map(quoted).join(', ')),
  const: (_, value) => exactly(quoted(value)),
  minimum: (limit) => t`This must be at least ${limit}.`,
  exclusiveMinimum: (limit) => t`This must be more than ${limit}.`,
  maximum: (limit) => t`This must be at most ${limit}.`,
  exclusiveMaximum: (limit) => t`This must be less than ${limit}.`,
  multipleOf: (step) => t`This must be a multiple of ${step}.`,
  minLength: (limit) => t`This must be at least ${limit} characters long.`,
  maxLength: (limit) => t`This must be at most ${limit} characters long.`,
  pattern: (pattern) => t`This must match the pattern ${pattern}.`,
  format: (format) => t`This must be a valid ${format}.`,
  minItems: (limit) => t`At least ${limit} are needed.`,
  maxItems: (limit) => t`At most ${limit} are allowed.`,
  uniqueItems: () => t`Each item may appear only once.`,
  false: () => t`This key is not asked for.`,
});

const oneOf = (options: string) => t`This must be one of ${options}.`;
const exactly = (value: string) => t`This must be ${value}.`;

function typeSentence(types: unknown[]): string {
  const names = new Intl.ListFormat(currentLocale(), { type: 'disjunction' }).format(types.map(nameOfType));
  return exactly(names);
}

function nameOfType(type: unknown): string {
  const names = new Map<unknown, string>([
    ['integer', t`a whole number`],
    ['number', t`a number`],
    ['array', t`a list`],
    ['boolean', t`true or false`],
    ['string', t`text`],
    ['object', t`an object`],
  ]);
  return names.get(type) ?? String(type);
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}
