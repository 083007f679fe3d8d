import type { AnswerError } from '#lib/runs/validate-answer';
import { buildReply } from './build-reply';
import { checkAgUi } from './dialects/ag-ui';
import { checkAgentInbox } from './dialects/agent-inbox';
import { checkOptionApproval, checkToolApproval } from './dialects/approvals';
import { checkElicitation } from './dialects/elicitation';
import { checkMiddleware } from './dialects/middleware';
import { checkSchema } from './form/check-schema';
import { formPathOf } from './form-value';
import type { Question } from './question';

/**
 * What the asking side would refuse, by the rules of its convention: looked at before an answer is sent, however it was written.
 * Paths are those of the reply. Where there is no convention there is nothing to refuse.
 */
export function checkReply(question: Question, reply: unknown): AnswerError[] {
  switch (question.dialect) {
    case 'response_schema':
    case 'embedded_schema':
      return checkSchema(reply, question.schema);
    case 'middleware':
      return checkMiddleware(question, reply);
    case 'agent_inbox':
      return checkAgentInbox(question, reply);
    case 'ag_ui':
      return checkAgUi(question, reply);
    case 'elicitation':
    case 'elicitation_url':
      return checkElicitation(question, reply);
    case 'tool_approval':
      return checkToolApproval(question, reply);
    case 'option_approval':
      return checkOptionApproval(question, reply);
    case 'pinned':
    case 'question_list':
    case 'choices':
    case 'tool_review':
    case 'question':
    case 'editable_text':
    case 'anything':
      return [];
    default:
      return question satisfies never;
  }
}

/** The same for the complete value of a form, with the paths of that value: they lead to its fields. */
export function checkFormValue(question: Question, value: unknown): AnswerError[] {
  // What a template puts around the answer is not in the form.
  if (question.dialect === 'pinned') {
    return question.profile.kind === 'template' ? checkFormValue(question.asked, value) : [];
  }
  const errors = checkReply(question, buildReply(question, value));
  return errors.map((error) => ({ ...error, path: formPathOf(question, error.path) }));
}
