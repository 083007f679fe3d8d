import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const MailState = Annotation.Root({ to: Annotation<string | undefined>(), outcome: Annotation<string>() });

const args = z.object({ to: z.string(), subject: z.string(), body: z.string(), copies: z.number() });
const request = z.object({ action: z.string(), args });
const response = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), args: request }),
  z.object({ type: z.literal('edit'), args: request }),
  z.object({ type: z.literal('response'), args: z.string() }),
  z.object({ type: z.literal('ignore'), args: z.null() }),
]);

/** Asks as Agent Inbox's graphs do, and asks again with every wish for another draft. */
function review({ to = 'ada@example.com' }: typeof MailState.State): typeof MailState.Update {
  const mail = { to, subject: 'Your order', body: 'Dear Ada,\n\nyour order left today.\n\nBest regards', copies: 1 };
  const wishes: string[] = [];
  for (;;) {
    const [answer] = z
      .array(response)
      .length(1)
      .parse(interrupt([askFor(mail, wishes)]));
    switch (answer?.type) {
      case 'response':
        wishes.push(answer.args);
        continue;
      case 'ignore':
        return { outcome: 'The mail was ignored.' };
      default:
        return { outcome: `Sent to ${answer?.args.args.to}: ${answer?.args.args.body}` };
    }
  }
}

function askFor(mail: z.infer<typeof args>, wishes: string[]) {
  const noted = wishes.map((wish) => `- ${wish}`).join('\n');
  return {
    action_request: { action: 'send_email', args: mail },
    config: { allow_accept: true, allow_edit: true, allow_respond: true, allow_ignore: true },
    description:
      wishes.length > 0
        ? `## Draft ${wishes.length + 1}\n\nYour wishes:\n\n${noted}`
        : '## Draft\n\nShall this go out?',
  };
}

export const draftMail = new StateGraph(MailState)
  .addNode('review', review)
  .addEdge(START, 'review')
  .addEdge('review', END)
  .compile({ name: 'draft_mail' });
