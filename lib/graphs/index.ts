import type { CompiledStateGraph } from '#lib/engine';
import { age } from './age';
import { agent } from './agent';
import { expense } from './expense';

export interface GraphEntry {
  graph: CompiledStateGraph;
  name: string;
  description: string;
  /** Whether new input answers the tool calls that a stopped run left open. Default: no. */
  repairDanglingToolCalls?: boolean;
  /** How long a run may be executed. Default: as the server says. */
  timeoutSeconds?: number;
}

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
};
