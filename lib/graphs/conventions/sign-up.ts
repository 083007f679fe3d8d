import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const SignUpState = Annotation.Root({
  plan: Annotation<z.infer<typeof content> | null>(),
  outcome: Annotation<string>(),
});

const content = z.object({
  email: z.email(),
  plan: z.enum(['pro', 'team']),
  seats: z.number().int().min(1).optional(),
  addons: z
    .array(z.enum(['sso', 'audit']))
    .max(2)
    .optional(),
  trial: z.boolean().optional(),
});
const refusals = [z.object({ action: z.literal('decline') }), z.object({ action: z.literal('cancel') })] as const;
const formReply = z.discriminatedUnion('action', [z.object({ action: z.literal('accept'), content }), ...refusals]);
const linkReply = z.discriminatedUnion('action', [z.object({ action: z.literal('accept') }), ...refusals]);

const requestedSchema = {
  type: 'object',
  properties: {
    email: { type: 'string', format: 'email', title: 'E-mail' },
    plan: {
      type: 'string',
      oneOf: [
        { const: 'pro', title: 'Pro' },
        { const: 'team', title: 'Team' },
      ],
    },
    seats: { type: 'integer', minimum: 1, default: 5 },
    addons: { type: 'array', title: 'Add-ons', items: { type: 'string', enum: ['sso', 'audit'] }, maxItems: 2 },
    trial: { type: 'boolean', title: 'Begin with a trial' },
  },
  required: ['email', 'plan'],
};

/** Asks as a server of the Model Context Protocol does that needs details. */
function details(): typeof SignUpState.Update {
  const params = { message: 'Which plan shall it be?', requestedSchema };
  const reply = formReply.parse(interrupt({ method: 'elicitation/create', params }));
  return reply.action === 'accept' ? { plan: reply.content } : { plan: null, outcome: `No plan: ${reply.action}` };
}

/** What must not pass through the client is asked for behind a link. */
function payment({ plan }: typeof SignUpState.State): typeof SignUpState.Update {
  const url = 'https://pay.example.com/checkout/4711';
  const message = 'Enter your card at the payment provider.';
  const { action } = linkReply.parse(interrupt({ mode: 'url', elicitationId: 'el_1', url, message }));
  return { outcome: action === 'accept' ? `${plan?.email} has the plan ${plan?.plan}.` : `No payment: ${action}` };
}

export const signUp = new StateGraph(SignUpState)
  .addNode('details', details)
  .addNode('payment', payment)
  .addEdge(START, 'details')
  .addConditionalEdges('details', ({ plan }) => (plan ? 'payment' : END), ['payment', END])
  .addEdge('payment', END)
  .compile({ name: 'sign_up' });
