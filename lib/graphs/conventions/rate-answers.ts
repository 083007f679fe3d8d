import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const RatingState = Annotation.Root({ outcome: Annotation<string[]>() });

const PENDING = [
  { evaluation_id: 'ev_1', question: 'Capital of Switzerland?', answer: 'Bern' },
  { evaluation_id: 'ev_2', question: 'Capital of Australia?', answer: 'Sydney' },
];
const reply = z.array(z.object({ evaluation_id: z.string(), approved: z.boolean() })).length(PENDING.length);

/** A payload of its own making: no form fits it, so it is shown as it is and answered as JSON. */
function rate(): typeof RatingState.Update {
  const ratings = reply.parse(interrupt({ task_id: 'task_7', pending: PENDING }));
  return { outcome: ratings.map((rating) => `${rating.evaluation_id}: ${rating.approved ? 'right' : 'wrong'}`) };
}

export const rateAnswers = new StateGraph(RatingState)
  .addNode('rate', rate)
  .addEdge(START, 'rate')
  .addEdge('rate', END)
  .compile({ name: 'rate_answers' });
