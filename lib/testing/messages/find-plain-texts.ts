import { childrenOf, nameOf, parse, type SyntaxNode } from './syntax';

/** Attributes of JSX that people read or hear, whatever their text begins with. */
const READ_ATTRIBUTES =
  /^(?:aria-(?:label|description|valuetext|roledescription|placeholder)|title|placeholder|alt|label|legend|description|hint)$/;

/** Those that nobody reads. */
const UNREAD_ATTRIBUTES = /^(?:className|href|id|key|type|value|role|name|method|style|src|d|data-.*)$/;

/** What is thrown or logged is for developers; types and modules are for the compiler. */
const UNREAD_NODES = /^(?:ImportDeclaration|ImportExpression|ThrowStatement|TS(?!As|Satisfies|NonNull).*)$/;

/** Names that are the same in every language, and those of keys and headers. */
const NAMES = new Set([
  ...['Holdpoint', 'JSON', 'JSONL', 'CSV', 'ID', 'URL', 'API', 'SQL', 'Markdown', 'OpenID Connect', 'LangGraph'],
  ...['Enter', 'Escape', 'Tab', 'Backspace', 'Delete', 'Home', 'End', 'Shift', 'Alt', 'Ctrl', 'Control', 'Meta', 'Esc'],
  ...['Space', 'Mac', 'English', 'Deutsch', 'Content', 'Accept', 'Date', 'Notification', 'Authorization: Bearer'],
  ...['Plus', 'Slack', 'Cc', 'Bcc', 'x-api-key', 'apiKey', 'maria@example.com'],
]);

/**
 * Texts on screens that are in no catalogue, as file, line and text: those of JSX, of attributes that are read, and whatever
 * begins as a sentence does.
 */
export function findPlainTexts(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isUnread(node)) return;
    const text = plainText(node)?.trim().replaceAll(/\s+/g, ' ');
    if (text) found.push(`${path}:${source.slice(0, node.start).split('\n').length}: ${text}`);
    // The text of an attribute is one text.
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(parse(path, source));
  return found;
}

function isUnread(node: SyntaxNode): boolean {
  if (UNREAD_NODES.test(node.type) || node.type === 'TaggedTemplateExpression') return true;
  if (node.type === 'JSXAttribute') return UNREAD_ATTRIBUTES.test(nameOf(node.name) ?? '');
  if (node.type === 'CallExpression') return nameOf((node.callee as SyntaxNode).object) === 'console';
  return (
    node.type === 'NewExpression' &&
    /Error$/.test(nameOf(node.callee) ?? '') &&
    nameOf(node.callee) !== 'HoldpointError'
  );
}

function plainText(node: SyntaxNode): string | undefined {
  if (node.type === 'JSXText') return hasWord(node.value) ? unlessName(String(node.value)) : undefined;
  if (node.type === 'JSXAttribute' && READ_ATTRIBUTES.test(nameOf(node.name) ?? '')) return literalOf(node.value);
  if (node.type === 'Literal') return beginsAsSentence(String(node.value)) ? unlessName(String(node.value)) : undefined;
  return node.type === 'TemplateLiteral' ? templateText(node) : undefined;
}

function literalOf(value: unknown): string | undefined {
  const { type, value: text } = (value ?? {}) as Partial<SyntaxNode>;
  return type === 'Literal' && hasWord(text) ? unlessName(String(text)) : undefined;
}

function templateText({ quasis }: SyntaxNode): string | undefined {
  const texts = (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  const isText =
    beginsAsSentence(texts[0] ?? '') || texts.some((text) => / [a-z]{2,}|[a-z]{2,} /.test(text) && isWords(text));
  return isText ? texts.join('{}') : undefined;
}

function isWords(text: string): boolean {
  return /^ ?[a-z]+(?: [a-z]+)*[.,:]? ?$/.test(text);
}

function hasWord(text: unknown): boolean {
  return /[a-z]{2}/i.test(String(text));
}

function beginsAsSentence(text: string): boolean {
  return /^[A-Z][a-z]+(?:'[a-z]+)?(?:$|[ ,.:;!?…])/.test(text);
}

function unlessName(text: string): string | undefined {
  return NAMES.has(text.trim()) ? undefined : text;
}
