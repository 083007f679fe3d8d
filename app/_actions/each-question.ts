import { z } from 'zod';
import { knownError } from '#lib/runs/known-error';

/** As many as a page of the inbox holds, four times. */
const MOST = 200;

export const idsSchema = z.array(z.string().min(1)).min(1).max(MOST);

/** A question that was left as it was, and why. */
export interface Refusal {
  interruptId: string;
  message: string;
}

/** Does the same to several questions, one after the other; one that refuses it leaves the others alone. @returns those */
export async function eachQuestion(ids: string[], act: (interruptId: string) => Promise<void>): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  for (const interruptId of ids) {
    try {
      await act(interruptId);
    } catch (error) {
      const known = knownError(error);
      if (!known || known.code === 'database_unavailable') throw error;
      refused.push({ interruptId, message: known.message });
    }
  }
  return refused;
}
