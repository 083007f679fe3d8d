import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const NoticeState = Annotation.Root({ text: Annotation<string>(), outcome: Annotation<string>() });

const DRAFT =
  'The library is closed on Monday. We open again at 9 on Tuesday. Books that are due on Monday may come back a day later.';

/** A text to correct. Graphs differ in what they want back; this one takes both habits. */
function revise(): typeof NoticeState.Update {
  const reply = z
    .union([z.string(), z.object({ edited_text: z.string() })])
    .parse(interrupt({ textToRevise: DRAFT, audience: 'visitors' }));
  return { text: typeof reply === 'string' ? reply : reply.edited_text };
}

/** A question whose payload does not say what it wants back: whoever knows the node settles it on the graph's page. */
function publish({ text }: typeof NoticeState.State): typeof NoticeState.Update {
  const reply = z
    .union([z.boolean(), z.string(), z.object({ approved: z.boolean(), reason: z.string().optional() })])
    .parse(interrupt({ question: 'Publish it?', notice: text }));
  const { approved, reason } = typeof reply === 'object' ? reply : { approved: isYes(reply), reason: undefined };
  return { outcome: approved ? 'Published.' : `Not published: ${reason ?? 'no reason given'}` };
}

function isYes(reply: string | boolean): boolean {
  return reply === true || /^(yes|ok|true)$/i.test(String(reply));
}

export const writeNotice = new StateGraph(NoticeState)
  .addNode('revise', revise)
  .addNode('publish', publish)
  .addEdge(START, 'revise')
  .addEdge('revise', 'publish')
  .addEdge('publish', END)
  .compile({ name: 'write_notice' });
