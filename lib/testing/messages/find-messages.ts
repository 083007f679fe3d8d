import { keyOf } from '#lib/language/gettext';
import { childrenOf, isFunction, nameOf, parse, type SyntaxNode } from './syntax';

/** A message of the interface, where it stands in the code. */
export interface FoundMessage {
  context: string | undefined;
  id: string;
  /** The English text of many, of a message that counts. */
  plural: string | undefined;
  /** The code of each value: `{0}` stands for the first. */
  values: string[];
  line: number;
}

export interface Findings {
  messages: FoundMessage[];
  /** What stands where nobody reads yet, as file, line and words. */
  faults: string[];
}

/** The messages in the source of a file. */
export function findMessages(path: string, source: string): Findings {
  const found: Findings = { messages: [], faults: [] };
  const visit = (node: SyntaxNode, isCalled: boolean): void => {
    const message = messageIn(node, source);
    if (message) {
      const line = source.slice(0, node.start).split('\n').length;
      found.messages.push({ ...message, line });
      if (!isCalled)
        found.faults.push(
          `${path}:${line}: "${message.id}" is translated where the module is loaded; nobody reads then`,
        );
    }
    for (const child of childrenOf(node)) visit(child, isCalled || isFunction(node));
  };
  visit(parse(path, source), false);
  return found;
}

function messageIn(node: SyntaxNode, source: string): Omit<FoundMessage, 'line'> | undefined {
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'ngettext') return countingMessage(node, source);
  const tag = tagOf(node);
  if (!tag) return undefined;
  const context = contextIn(tag);
  const isMessage = context !== undefined || ['t', 'jt'].includes(nameOf(tag) ?? '');
  return isMessage ? { context, plural: undefined, ...templateOf(node, source) } : undefined;
}

function countingMessage({ arguments: given }: SyntaxNode, source: string): Omit<FoundMessage, 'line'> {
  const [one, many] = given as SyntaxNode[];
  if (nameOf(one && tagOf(one)) !== 'msgid' || nameOf(many && tagOf(many)) !== 'msgid')
    throw new Error('ngettext takes two templates tagged with msgid.');
  const { id, values } = templateOf(one as SyntaxNode, source);
  return { context: undefined, id, plural: templateOf(many as SyntaxNode, source).id, values };
}

function tagOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'TaggedTemplateExpression' ? (node.tag as SyntaxNode) : undefined;
}

/** The context of c('verb').t */
function contextIn(tag: SyntaxNode): string | undefined {
  const call = tag.type === 'MemberExpression' ? (tag.object as SyntaxNode) : undefined;
  if (call?.type !== 'CallExpression' || nameOf(call.callee) !== 'c') return undefined;
  const [context] = call.arguments as SyntaxNode[];
  return context?.type === 'Literal' ? String(context.value) : undefined;
}

function templateOf(node: SyntaxNode, source: string): Pick<FoundMessage, 'id' | 'values'> {
  const { quasis, expressions } = node.quasi as unknown as {
    quasis: { value: { cooked: string } }[];
    expressions: SyntaxNode[];
  };
  return {
    id: keyOf(quasis.map(({ value }) => value.cooked)),
    values: expressions.map(({ start, end }) => source.slice(start, end).replaceAll(/\s+/g, ' ')),
  };
}
