import { z } from 'zod';
import { t } from '#lib/language/gettext';
import { describeError } from '#lib/review/describe-error';
import { questionsOfOthers } from '#lib/review/questions-of-others';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { knownError } from '#lib/runs/known-error';

/** As many as a page of the inbox holds, four times. */
const MOST = 200;

export const idsSchema = z.array(z.string().min(1)).min(1).max(MOST);

/** A question that was left as it was, and why. */
export interface Refusal {
  interruptId: string;
  message: string;
}

/** What is to be done to some questions, and which of them are left as they are because they are somebody else's. */
interface Spared {
  ids: string[];
  refused: Refusal[];
}

export async function sparingOthers(
  hp: Holdpoint,
  { ids, includesOthers, actor }: { ids: string[]; includesOthers: boolean; actor: string },
): Promise<Spared> {
  if (includesOthers) return { ids, refused: [] };
  const others = await questionsOfOthers(hp, { ids, reviewer: actor });
  const refused = [...others].map(([interruptId, by]) => ({
    interruptId,
    message: t`${by} is to answer it; it was left as it is.`,
  }));
  return { ids: ids.filter((id) => !others.has(id)), refused };
}

/** Does the same to several questions, one after the other; one that refuses it leaves the others alone. @returns those */
export async function eachQuestion(
  { ids, refused: spared }: Spared,
  act: (interruptId: string) => Promise<void>,
): Promise<Refusal[]> {
  const refused = [...spared];
  for (const interruptId of ids) {
    try {
      await act(interruptId);
    } catch (error) {
      const known = knownError(error);
      if (!known || known.code === 'database_unavailable') throw error;
      refused.push({ interruptId, message: describeError(known) });
    }
  }
  return refused;
}
