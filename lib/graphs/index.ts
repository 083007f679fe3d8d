import { age } from './age';
import { agent } from './agent';
import { conventions } from './conventions';
import { expense } from './expense';
import type { GraphEntry } from './graph-entry';

export type { GraphEntry };

/** The graphs this server offers, by the id that clients name them by. One line for each. */
export const graphs: Record<string, GraphEntry> = {
  agent: {
    graph: agent,
    name: 'Weather assistant',
    description: 'A model that calls a search tool. Made for double-texting.',
  },
  age: { graph: age, name: 'Age', description: 'Asks for your age, and asks again until it gets one.' },
  expense: {
    graph: expense,
    name: 'Expense',
    description: 'Two approvals in parallel, then a payment that happens once.',
  },
  ...conventions,
};
