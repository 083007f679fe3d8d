import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const ToolsState = Annotation.Root({
  /** Whose middleware asks; the two spell their keys differently and treat mixed decisions differently. */
  runtime: Annotation<'python' | 'javascript' | undefined>(),
  outcome: Annotation<string[]>(),
});

const action = z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) });
const decision = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approve') }),
  z.object({ type: z.literal('edit'), edited_action: action, editedAction: action }),
  z.object({ type: z.literal('reject'), message: z.string().optional() }),
  z.object({ type: z.literal('respond'), message: z.string() }),
]);
const CALLS = [
  { name: 'delete_rows', args: { table: 'orders', older_than_days: 365, dry_run: false } },
  { name: 'send_email', args: { to: 'team@example.com', subject: 'Old orders', body: 'The old orders are gone.' } },
];
const reply = z.object({ decisions: z.array(decision).length(CALLS.length) });

/** Asks as LangChain's human-in-the-loop middleware does: one request for all tool calls of a message. */
function review({ runtime }: typeof ToolsState.State): typeof ToolsState.Update {
  const isPython = runtime !== 'javascript';
  const { decisions } = reply.parse(interrupt(isPython ? askInPython() : askInJavaScript()));
  const isDropped = !isPython && decisions.some(({ type }) => type === 'reject');
  return { outcome: CALLS.map((call, index) => outcomeOf(call.name, decisions[index], isDropped)) };
}

function askInPython() {
  return {
    action_requests: CALLS.map((call) => ({ ...call, description: `Tool execution requires approval: ${call.name}` })),
    review_configs: [
      { action_name: 'delete_rows', allowed_decisions: ['approve', 'reject'] },
      { action_name: 'send_email', allowed_decisions: ['approve', 'edit', 'reject', 'respond'] },
    ],
  };
}

function askInJavaScript() {
  return {
    actionRequests: CALLS,
    reviewConfigs: CALLS.map(({ name }) => ({ actionName: name, allowedDecisions: ['approve', 'edit', 'reject'] })),
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
