import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

interface Call {
  name: string;
  args: Record<string, unknown>;
}

const ToolsState = Annotation.Root({
  /** Whose middleware asks; the two spell their keys differently and treat mixed decisions differently. */
  runtime: Annotation<'python' | 'javascript' | undefined>(),
  /** What is to be approved; two calls of its own without. */
  calls: Annotation<Call[] | undefined>(),
  outcome: Annotation<string[]>(),
});

const action = z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) });
const decision = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approve') }),
  z.object({ type: z.literal('edit'), edited_action: action, editedAction: action }),
  z.object({ type: z.literal('reject'), message: z.string().optional() }),
  z.object({ type: z.literal('respond'), message: z.string() }),
]);
const CALLS: Call[] = [
  { name: 'delete_rows', args: { table: 'orders', older_than_days: 365, dry_run: false } },
  { name: 'send_email', args: { to: 'team@example.com', subject: 'Old orders', body: 'The old orders are gone.' } },
];

/** Asks as LangChain's human-in-the-loop middleware does: one request for all tool calls of a message. */
function review({ runtime, calls = CALLS }: typeof ToolsState.State): typeof ToolsState.Update {
  const isPython = runtime !== 'javascript';
  const reply = z.object({ decisions: z.array(decision).length(calls.length) });
  const { decisions } = reply.parse(interrupt(isPython ? askInPython(calls) : askInJavaScript(calls)));
  const isDropped = !isPython && decisions.some(({ type }) => type === 'reject');
  return { outcome: calls.map((call, index) => outcomeOf(call.name, decisions[index], isDropped)) };
}

function askInPython(calls: Call[]) {
  return {
    action_requests: calls.map((call) => ({ ...call, description: `Tool execution requires approval: ${call.name}` })),
    review_configs: calls.map(({ name }) => ({
      action_name: name,
      allowed_decisions: name === 'delete_rows' ? ['approve', 'reject'] : ['approve', 'edit', 'reject', 'respond'],
    })),
  };
}

function askInJavaScript(calls: Call[]) {
  return {
    actionRequests: calls,
    reviewConfigs: calls.map(({ name }) => ({ actionName: name, allowedDecisions: ['approve', 'edit', 'reject'] })),
  };
}

function outcomeOf(name: string, decided: z.infer<typeof decision> | undefined, isDropped: boolean): string {
  switch (decided?.type) {
    case 'approve':
      return isDropped ? `${name}: dropped with the rejected call` : `${name}: ran`;
    case 'edit':
      return isDropped
        ? `${name}: dropped with the rejected call`
        : `${name}: ran with ${JSON.stringify(decided.edited_action.args)}`;
    case 'reject':
      return `${name}: rejected${decided.message ? `, ${decided.message}` : ''}`;
    case 'respond':
      return `${name}: answered by a person, ${decided.message}`;
    default:
      return `${name}: undecided`;
  }
}

export const approveTools = new StateGraph(ToolsState)
  .addNode('review', review)
  .addEdge(START, 'review')
  .addEdge('review', END)
  .compile({ name: 'approve_tools' });
