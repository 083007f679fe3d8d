import type { JsonSchema } from './form/read-schema';

/** A question in a convention that is known: what the payload of an interrupt asks for. */
export type Question =
  | { dialect: 'response_schema'; schema: JsonSchema }
  | { dialect: 'middleware'; casing: 'snake' | 'camel'; actions: ToolAction[] }
  | { dialect: 'agent_inbox'; requests: AgentInboxRequest[] }
  | { dialect: 'ag_ui'; interrupts: AgUiInterrupt[] }
  | { dialect: 'elicitation'; schema: JsonSchema }
  | { dialect: 'elicitation_url'; url: string }
  | { dialect: 'tool_approval'; id: string; toolName: string | null; input: unknown }
  | { dialect: 'option_approval'; options: ApprovalOption[] }
  | { dialect: 'embedded_schema'; schema: JsonSchema }
  | { dialect: 'choices'; choices: Choice[]; multiple: boolean }
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
}

export interface ApprovalOption {
  id: string;
  kind: string;
  label: string;
  description: string | null;
  grants: string[];
}

export interface Choice {
  value: string;
  label: string;
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
