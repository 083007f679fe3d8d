import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const TripState = Annotation.Root({
  outcome: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
});

const CITIES = ['Bern', 'Lyon', 'Turin'];
const EXTRAS = [
  { value: 'seat', label: 'A seat by the window' },
  { value: 'bike', label: 'A bicycle' },
];

/** One of a few, and then any number of a few: two questions of one node, one after the other. */
function where(): typeof TripState.Update {
  const city = z.enum(CITIES).parse(interrupt({ question: 'Where to?', options: CITIES, budget: '200 EUR' }));
  const extras = z.array(z.string()).parse(interrupt({ question: 'With what?', options: EXTRAS, multi: true }));
  return { outcome: [`To ${city}`, ...extras] };
}

/** Several questions in one request, which may be dismissed. */
function details(): typeof TripState.Update {
  const questions = ['What is the trip for?', { question: 'Which class?', options: ['first', 'second'] }];
  const reply = z
    .union([
      z.object({ answers: z.array(z.string()) }),
      z.object({ dismissed: z.literal(true), reason: z.string().optional() }),
    ])
    .parse(interrupt({ type: 'ask_user_request', questions }));
  return { outcome: 'answers' in reply ? reply.answers : [`Dismissed: ${reply.reason ?? 'no reason given'}`] };
}

export const planTrip = new StateGraph(TripState)
  .addNode('where', where)
  .addNode('details', details)
  .addEdge(START, 'where')
  .addEdge('where', 'details')
  .addEdge('details', END)
  .compile({ name: 'plan_trip' });
