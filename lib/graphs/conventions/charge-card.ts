import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const ChargeState = Annotation.Root({ amount: Annotation<number | undefined>(), outcome: Annotation<string>() });

const payload = z.object({
  approved: z.boolean(),
  editedArgs: z.object({ amount: z.number().positive() }).optional(),
  reason: z.string().optional(),
});
const reply = z.array(
  z.discriminatedUnion('status', [
    z.object({ interruptId: z.literal('int_1'), status: z.literal('resolved'), payload }),
    z.object({ interruptId: z.literal('int_1'), status: z.literal('cancelled') }),
  ]),
);

/** Asks as AG-UI's agents do: the reply names the interrupt, and to cancel is not to reject. */
function review({ amount = 120 }: typeof ChargeState.State): typeof ChargeState.Update {
  const question = {
    id: 'int_1',
    reason: 'tool_call',
    message: `Charge the card with ${amount} EUR?`,
    toolCallId: 'call_9',
    responseSchema: z.toJSONSchema(payload),
    metadata: { tool: 'charge_card', amount, currency: 'EUR', risk: 'high' },
  };
  const [answer] = reply.parse(interrupt(question));
  if (answer?.status !== 'resolved') return { outcome: 'Cancelled: nobody decided.' };
  const { approved, editedArgs, reason } = answer.payload;
  if (!approved) return { outcome: `Not charged: ${reason ?? 'no reason given'}` };
  return { outcome: `Charged ${editedArgs?.amount ?? amount} EUR.` };
}

export const chargeCard = new StateGraph(ChargeState)
  .addNode('review', review)
  .addEdge(START, 'review')
  .addEdge('review', END)
  .compile({ name: 'charge_card' });
