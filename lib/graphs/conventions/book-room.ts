import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const RoomState = Annotation.Root({ outcome: Annotation<string>() });

const form = z.object({
  guests: z.int().min(1),
  day: z.iso.date(),
  notes: z.string().max(500).optional(),
  invoice: z.object({ company: z.string().min(1), vat_id: z.string().optional() }).optional(),
});
const MOST_GUESTS = 12;

/** Carries a form in its payload, and sends it back with what is wrong as long as something is. */
function details(): typeof RoomState.Update {
  const resumeSchema = z.toJSONSchema(form);
  let errors: Record<string, string> | undefined;
  for (;;) {
    const { guests, day } = form.parse(interrupt({ title: 'A room for the workshop', resumeSchema, errors }));
    if (guests <= MOST_GUESTS) return { outcome: `A room for ${guests} on ${day}.` };
    errors = { guests: `The largest room has ${MOST_GUESTS} seats.` };
  }
}

export const bookRoom = new StateGraph(RoomState)
  .addNode('details', details)
  .addEdge(START, 'details')
  .addEdge('details', END)
  .compile({ name: 'book_room' });
