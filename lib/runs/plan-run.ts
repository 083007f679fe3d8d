import { HoldpointError } from '#lib/errors';
import type { RunDraft } from './draft-run';
import { graphOf, type Holdpoint } from './holdpoint';
import { effectiveKwargs, type NewRun } from './insert-run';
import { planQuestions } from './plan-questions';
import type { Scene } from './scene';

/**
 * The run as it enters the thread's queue, next of all.
 * @returns null when there is more to decide, such as what becomes of open questions
 * @throws HoldpointError `graph_not_found` and those of planQuestions
 */
export function planRun(hp: Holdpoint, draft: RunDraft, scene: Scene): NewRun | null {
  const { assistant, thread, open } = scene;
  graphOf(hp, assistant.graphId);
  const plan = planQuestions(draft, scene);
  const leavesQuestions = plan.type !== 'answer' && open.length > 0;
  if (plan.type === 'refuse' || leavesQuestions) return null;
  const parts = { draft: { ...draft, ...plan.run }, assistant, thread };
  const answers = plan.type === 'answer' ? plan.answers : null;
  return { ...parts, assistantVersion: assistant.version, kwargs: effectiveKwargs(parts), answers, isNext: true };
}

/** The same on a scene that is remembered: whether something really is in the way, only the database can say. */
export function planUnlessRefused(hp: Holdpoint, draft: RunDraft, scene: Scene): NewRun | null {
  try {
    return planRun(hp, draft, scene);
  } catch (error) {
    if (error instanceof HoldpointError) return null;
    throw error;
  }
}
