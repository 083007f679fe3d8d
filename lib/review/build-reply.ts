import { replyToAgUi } from './dialects/ag-ui';
import { replyToAgentInbox } from './dialects/agent-inbox';
import { replyToOptionApproval } from './dialects/approvals';
import { replyToMiddleware } from './dialects/middleware';
import { replyToPinned } from './dialects/pinned';
import { replyToQuestionList } from './dialects/question-list';
import { replyToToolReview } from './dialects/tool-review';
import { asSchema } from './form/read-schema';
import type { Question } from './question';

/** What the graph is resumed with: the form's value in the shape that the question's convention expects. */
export function buildReply(question: Question, value: unknown): unknown {
  switch (question.dialect) {
    case 'middleware':
      return replyToMiddleware(question, value);
    case 'agent_inbox':
      return replyToAgentInbox(question, value);
    case 'ag_ui':
      return replyToAgUi(question, value);
    case 'tool_approval':
      return { id: question.id, ...asSchema(value) };
    case 'option_approval':
      return replyToOptionApproval(question, value);
    case 'question':
      return question.replyKey ? { [question.replyKey]: value } : value;
    case 'question_list':
      return replyToQuestionList(question, value);
    case 'tool_review':
      return replyToToolReview(value);
    case 'pinned':
      return replyToPinned(question, question.profile.kind === 'template' ? buildReply(question.asked, value) : value);
    case 'response_schema':
    case 'embedded_schema':
    case 'elicitation':
    case 'elicitation_url':
    case 'choices':
    case 'editable_text':
    case 'anything':
      return value;
    default:
      return question satisfies never;
  }
}
