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
  ...[
    'Enqueue',
    'Interrupt',
    'Rollback',
    'Reject',
    'Plus',
    'Slack',
    'Cc',
    'Bcc',
    'x-api-key',
    'apiKey',
    'maria@example.com',
  ],
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
    // The text of an attribute is one text, and what a property is called is none.
    else for (const child of childrenOf(node)) if (node.type !== 'Property' || child !== node.key) visit(child);
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

/** A key may be of words, too, but what follows a value in a text is a word after a space. */
function templateText({ quasis }: SyntaxNode): string | undefined {
  const [first = '', ...others] = (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  const isText = beginsAsSentence(first) || others.some((text) => /^ [a-z]{2,}(?: [a-z]+)*[.,:]? ?$/.test(text));
  return isText ? [first, ...others].join('{}') : undefined;
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
