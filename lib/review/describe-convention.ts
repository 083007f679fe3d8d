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
      return { name: 'Response schema', reply: 'a value that fits the schema' };
    case 'middleware': {
      const runtime = question.casing === 'snake' ? 'Python' : 'JavaScript';
      return { name: `LangChain middleware, ${runtime}`, reply: '{decisions: […]}' };
    }
    case 'agent_inbox':
      return { name: 'Agent Inbox', reply: question.asText ? '[{type, args}], values as text' : '[{type, args}]' };
    case 'ag_ui':
      return { name: 'AG-UI', reply: '[{interruptId, status, payload}]' };
    case 'elicitation':
      return { name: 'MCP elicitation', reply: '{action, content}' };
    case 'elicitation_url':
      return { name: 'MCP elicitation, link', reply: '{action}' };
    case 'tool_approval':
      return { name: 'AI SDK approval', reply: '{id, approved, reason?}' };
    case 'option_approval':
      return { name: 'Approval with options', reply: '{optionId, approved, reason?}' };
    case 'pinned':
      return { name: describeConvention(question.asked).name, reply: describeProfile(question.profile) };
    case 'embedded_schema':
      return { name: 'Schema in the payload', reply: 'a value that fits the schema' };
    case 'question_list':
      return { name: 'Several questions', reply: '{answers: […]}' };
    case 'choices':
      return { name: 'Choice', reply: question.multiple ? 'a list of the chosen values' : 'the chosen value' };
    case 'tool_review':
      return { name: 'Tool call review', reply: '{action, data?}' };
    case 'question':
      return { name: 'Question', reply: question.replyKey ? `{${question.replyKey}: …}` : 'what is typed' };
    case 'editable_text':
      return { name: 'Text to edit', reply: 'the edited text' };
    case 'anything':
      return { name: 'Unknown shape', reply: 'any JSON' };
    default:
      return question satisfies never;
  }
}
