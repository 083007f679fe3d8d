import { t } from '#lib/language/gettext';
import { planAgUi } from './dialects/ag-ui';
import { planAgentInbox } from './dialects/agent-inbox';
import { planOptionApproval, planToolApproval } from './dialects/approvals';
import { planElicitation } from './dialects/elicitation';
import { planMiddleware } from './dialects/middleware';
import { planPinned, planRevision } from './dialects/pinned';
import { planQuestionList } from './dialects/question-list';
import { planToolReview } from './dialects/tool-review';
import type { FormPlan } from './form/form-plan';
import { planSchema } from './form/plan-schema';
import type { Question } from './question';

/** The form that asks for what a question needs. Its value goes through `buildReply` before it is sent. */
export function planForm(question: Question): FormPlan {
  switch (question.dialect) {
    case 'response_schema':
    case 'embedded_schema':
      return planSchema(question.schema);
    case 'middleware':
      return planMiddleware(question);
    case 'agent_inbox':
      return planAgentInbox(question);
    case 'ag_ui':
      return planAgUi(question);
    case 'elicitation':
    case 'elicitation_url':
      return planElicitation(question);
    case 'tool_approval':
      return planToolApproval(question);
    case 'option_approval':
      return planOptionApproval(question);
    case 'pinned':
      return planPinned(question) ?? planForm(question.asked);
    case 'question_list':
      return planQuestionList(question);
    case 'tool_review':
      return planToolReview(question);
    case 'choices':
      return { kind: question.multiple ? 'choices' : 'choice', options: question.choices };
    case 'question':
      return { kind: 'freeform' };
    case 'editable_text':
      return planRevision(question.text);
    case 'anything':
      return {
        kind: 'json',
        quick: [
          { value: true, label: t`Approve` },
          { value: false, label: t`Reject` },
        ],
      };
    default:
      return question satisfies never;
  }
}
