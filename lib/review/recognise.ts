// Says in which convention an interrupt's payload asks, by its shape alone. Rules stand in the order in which they are
// tried: the ones that can hardly be met by accident first. Pure; one fixture for each rule in recognise.test.ts.
import { isRecord } from '#lib/runs/is-record';
import { recogniseAgUi } from './dialects/ag-ui';
import { recogniseAgentInbox } from './dialects/agent-inbox';
import { recogniseOptionApproval, recogniseToolApproval } from './dialects/approvals';
import { recogniseElicitation } from './dialects/elicitation';
import { recogniseMiddleware } from './dialects/middleware';
import { pinReply } from './dialects/pinned';
import { recogniseChoices, recogniseEditableText, recogniseEmbeddedSchema, recogniseQuestion } from './dialects/plain';
import { recogniseQuestionList } from './dialects/question-list';
import { recogniseToolReview } from './dialects/tool-review';
import { promptOf } from './prompt-of';
import type { Question, Recognised } from './question';
import type { ReplyProfile } from './reply-profile';

export interface Asked {
  value: unknown;
  /** What the graph passed to `interrupt(value, {responseSchema})`; null without. */
  responseSchema?: unknown;
  /** The reply that was settled for the graph and the node that ask; null without. */
  replyProfile?: ReplyProfile | null;
}

export function recognise({ value, responseSchema = null, replyProfile = null }: Asked): Recognised {
  if (isRecord(responseSchema))
    return { question: { dialect: 'response_schema', schema: responseSchema }, prompt: promptOf(value) };
  const recognised = firstMatch(value);
  return { question: pinReply(recognised, replyProfile), prompt: promptOf(value, recognised) };
}

function firstMatch(value: unknown): Question {
  for (const rule of rules) {
    const question = rule(value);
    if (question) return question;
  }
  return { dialect: 'anything' };
}

const rules: ((value: unknown) => Question | null)[] = [
  recogniseMiddleware,
  recogniseAgentInbox,
  recogniseAgUi,
  recogniseElicitation,
  recogniseToolApproval,
  recogniseOptionApproval,
  recogniseEmbeddedSchema,
  recogniseQuestionList,
  recogniseChoices,
  recogniseToolReview,
  recogniseQuestion,
  recogniseEditableText,
];
