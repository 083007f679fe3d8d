import { t } from '#lib/language/gettext';
import type { Question } from './question';
import { describeProfile } from './reply-profile';

export interface ConventionText {
  /** The convention's name, for a person. */
  name: string;
  /** The shape of its reply, with `…` for what the reviewer gives. */
  reply: string;
}

/** In which convention a question was recognised, and what goes back. */
export function describeConvention(question: Question): ConventionText {
  switch (question.dialect) {
    case 'response_schema':
      return { name: t`Response schema`, reply: t`a value that fits the schema` };
    case 'middleware': {
      const runtime = question.casing === 'snake' ? 'Python' : 'JavaScript';
      return { name: t`LangChain middleware, ${runtime}`, reply: '{decisions: […]}' };
    }
    case 'agent_inbox':
      return { name: 'Agent Inbox', reply: question.asText ? t`[{type, args}], values as text` : '[{type, args}]' };
    case 'ag_ui':
      return { name: 'AG-UI', reply: '[{interruptId, status, payload}]' };
    case 'elicitation':
      return { name: t`MCP elicitation`, reply: '{action, content}' };
    case 'elicitation_url':
      return { name: t`MCP elicitation, link`, reply: '{action}' };
    case 'tool_approval':
      return { name: t`AI SDK approval`, reply: '{id, approved, reason?}' };
    case 'option_approval':
      return { name: t`Approval with options`, reply: '{optionId, approved, reason?}' };
    case 'pinned':
      return { name: describeConvention(question.asked).name, reply: describeProfile(question.profile) };
    case 'embedded_schema':
      return { name: t`Schema in the payload`, reply: t`a value that fits the schema` };
    case 'question_list':
      return { name: t`Several questions`, reply: '{answers: […]}' };
    case 'choices':
      return { name: t`Choice`, reply: question.multiple ? t`a list of the chosen values` : t`the chosen value` };
    case 'tool_review':
      return { name: t`Tool call review`, reply: '{action, data?}' };
    case 'question':
      return { name: t`Question`, reply: question.replyKey ? `{${question.replyKey}: …}` : t`what is typed` };
    case 'editable_text':
      return { name: t`Text to edit`, reply: t`the edited text` };
    case 'anything':
      return { name: t`Unknown shape`, reply: t`any JSON` };
    default:
      return question satisfies never;
  }
}
