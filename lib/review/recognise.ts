// Says in which convention an interrupt's payload asks, by its shape alone. Rules stand in the order in which they are
// tried: the ones that can hardly be met by accident first. Pure; one fixture for each rule in recognise.test.ts.
import { isRecord } from '#lib/runs/is-record';
import { recogniseAgUi } from './dialects/ag-ui';
import { recogniseAgentInbox } from './dialects/agent-inbox';
import { recogniseOptionApproval, recogniseToolApproval } from './dialects/approvals';
import { recogniseElicitation } from './dialects/elicitation';
import { recogniseMiddleware } from './dialects/middleware';
import { recogniseChoices, recogniseEditableText, recogniseQuestion } from './dialects/plain';
import { asSchema, looksLikeSchema } from './form/read-schema';
import { promptOf } from './prompt-of';
import type { Question, Recognised } from './question';

/** `responseSchema`: what the graph passed to `interrupt(value, {responseSchema})`; null without. */
export function recognise(value: unknown, responseSchema: unknown = null): Recognised {
  if (isRecord(responseSchema))
    return { question: { dialect: 'response_schema', schema: responseSchema }, prompt: promptOf(value) };
  for (const rule of rules) {
    const question = rule(value);
    if (question) return { question, prompt: promptOf(value, question) };
  }
  return { question: { dialect: 'anything' }, prompt: promptOf(value, { dialect: 'anything' }) };
}

const rules: ((value: unknown) => Question | null)[] = [
  recogniseMiddleware,
  recogniseAgentInbox,
  recogniseAgUi,
  recogniseElicitation,
  recogniseToolApproval,
  recogniseOptionApproval,
  recogniseEmbeddedSchema,
  recogniseChoices,
  recogniseQuestion,
  recogniseEditableText,
];

function recogniseEmbeddedSchema(value: unknown): Question | null {
  if (!isRecord(value)) return null;
  const { schema, resumeSchema, resume_schema, jsonSchema, form } = value;
  const found = [schema, resumeSchema, resume_schema, jsonSchema, asSchema(form).schema].find(looksLikeSchema);
  return found ? { dialect: 'embedded_schema', schema: found } : null;
}
