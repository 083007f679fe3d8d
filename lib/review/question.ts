import type { JsonSchema } from './form/read-schema';
import type { ReplyProfile } from './reply-profile';

/** A question in a convention that is known: what the payload of an interrupt asks for. */
export type Question =
  | { dialect: 'response_schema'; schema: JsonSchema }
  | { dialect: 'middleware'; casing: 'snake' | 'camel'; actions: ToolAction[] }
  /** `asText`: edited values are sent as text, as Agent Inbox does. */
  | { dialect: 'agent_inbox'; requests: AgentInboxRequest[]; asText: boolean }
  | { dialect: 'ag_ui'; interrupts: AgUiInterrupt[] }
  | { dialect: 'elicitation'; schema: JsonSchema }
  | { dialect: 'elicitation_url'; url: string }
  | { dialect: 'tool_approval'; id: string; toolName: string | null; input: unknown; requestReason: string | null }
  | { dialect: 'option_approval'; options: ApprovalOption[] }
  | HomeGrown
  /** A home-grown question whose reply was settled for its graph and node. */
  | { dialect: 'pinned'; asked: HomeGrown; profile: ReplyProfile };

/** Questions whose reply is a guess, because no convention says it. */
export type HomeGrown =
  | { dialect: 'embedded_schema'; schema: JsonSchema }
  | { dialect: 'question_list'; questions: ListedQuestion[] }
  | { dialect: 'choices'; choices: Choice[]; multiple: boolean }
  | { dialect: 'tool_review'; name: string; args: unknown }
  | { dialect: 'question'; replyKey: 'data' | null }
  | { dialect: 'editable_text'; key: string; text: string }
  | { dialect: 'anything' };

export type Dialect = Question['dialect'];

export type ToolDecision = 'approve' | 'edit' | 'reject' | 'respond';

export interface ToolAction {
  name: string;
  args: unknown;
  description: string | null;
  allowed: ToolDecision[];
  /** The request has a list of what is allowed, but not for this action. */
  isAllowListBroken: boolean;
  argsSchema: JsonSchema | null;
}

export interface AgentInboxRequest {
  action: string;
  args: unknown;
  description: string | null;
  allow: { accept: boolean; edit: boolean; respond: boolean; ignore: boolean };
}

export interface AgUiInterrupt {
  id: string;
  message: string;
  schema: JsonSchema | null;
  /** What else it brings, such as the tool call it is about. */
  context: Record<string, unknown>;
}

export interface ApprovalOption {
  id: string;
  kind: string;
  label: string;
  description: string | null;
  grants: string[];
  needsConfirmation: boolean;
}

export interface Choice {
  value: string | number | boolean;
  label: string;
}

export interface ListedQuestion {
  text: string;
  /** Null: any text. */
  choices: Choice[] | null;
  multiple: boolean;
}

/** The question in words, and what came with it. */
export interface Prompt {
  /** Null when the payload has no sentence for a person. May hold Markdown. */
  text: string | null;
  /** Every key of the payload that is not already shown elsewhere. */
  context: Record<string, unknown>;
}

export interface Recognised {
  question: Question;
  prompt: Prompt;
}
