// LangGraph.js up to 1.6 gives all questions of one task the same id. Here every question has its own: the first one keeps
// LangGraph's, each later one gets an id made from it. It is put into the interrupt as soon as the task hands it over, before
// anyone sees it; what LangGraph calls it is stored beside it, for the answer.
import { createHash } from 'node:crypto';

/** A question as it is stored among the writes of a task. */
export interface RaisedQuestion {
  id?: string;
  value: unknown;
  response_schema?: Record<string, unknown>;
  /** How many answers the task had when it asked; it waits as long as there are no more. */
  answered: number;
  /** LangGraph's own id, where ours is another. */
  native?: string;
}

interface Raised {
  id?: string;
  value: unknown;
  response_schema?: Record<string, unknown>;
}

/** Names the questions that one run raises. A nested graph's question passes through the tasks around it with its name. */
export class QuestionNames {
  readonly #natives = new WeakMap<object, string | undefined>();

  /** `write` is what a task wrote: one question, or all of its questions where the ids are unique already. */
  name(write: unknown, answered: number): RaisedQuestion[] {
    const isUnique = Array.isArray(write);
    const raised = (isUnique ? write : [write]) as Raised[]; // only LangGraph writes this channel
    return raised.map((question) => {
      if (!this.#natives.has(question)) this.#natives.set(question, isUnique ? undefined : rename(question, answered));
      const native = this.#natives.get(question);
      const { id, value, response_schema } = question;
      return {
        ...(id && { id }),
        value,
        ...(response_schema && { response_schema }),
        answered,
        ...(native && { native }),
      };
    });
  }
}

/** The id that was replaced, if it was. */
function rename(question: Raised, answered: number): string | undefined {
  const { id } = question;
  if (id === undefined || answered === 0) return undefined;
  question.id = createHash('sha256').update(`${id}|${answered}`).digest('hex').slice(0, 32);
  return id;
}
