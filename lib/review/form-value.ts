import { agentInboxValue } from './dialects/agent-inbox';
import { middlewareValue } from './dialects/middleware';
import { pinnedValue } from './dialects/pinned';
import { questionListValue } from './dialects/question-list';
import { toolReviewValue } from './dialects/tool-review';
import type { Path } from './form/answer-errors';
import { asSchema } from './form/read-schema';
import type { Question } from './question';

/** The form's value that leads to a reply: the way back from `buildReply`. Undefined where there is none. */
export function formValueOf(question: Question, reply: unknown): unknown {
  switch (question.dialect) {
    case 'middleware':
      return middlewareValue(reply);
    case 'agent_inbox':
      return agentInboxValue(reply);
    case 'tool_approval': {
      const { id: _id, ...decision } = asSchema(reply);
      return decision;
    }
    case 'option_approval': {
      const { approved: _approved, ...decision } = asSchema(reply);
      return decision;
    }
    case 'question':
      return question.replyKey ? asSchema(reply)[question.replyKey] : reply;
    case 'question_list':
      return questionListValue(reply);
    case 'tool_review':
      return toolReviewValue(reply);
    case 'pinned': {
      const value = pinnedValue(question, reply);
      return question.profile.kind === 'template' ? formValueOf(question.asked, value) : value;
    }
    case 'ag_ui':
    case 'response_schema':
    case 'embedded_schema':
    case 'elicitation':
    case 'elicitation_url':
    case 'choices':
    case 'editable_text':
    case 'anything':
      return reply;
    default:
      return question satisfies never;
  }
}

/** Where in the form's value a place of the reply comes from. */
export function formPathOf(question: Question, path: Path): Path {
  const [first, second, third, ...rest] = path;
  if (question.dialect === 'middleware' && first === 'decisions' && second !== undefined) {
    const isEdit = third === 'edited_action' || third === 'editedAction';
    return isEdit ? [second, ...rest] : path.slice(1);
  }
  if (question.dialect === 'agent_inbox' && second === 'args' && third === 'args' && first !== undefined) {
    return [first, 'edited', ...rest];
  }
  return path;
}
