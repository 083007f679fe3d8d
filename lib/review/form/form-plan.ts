/** What a form must ask for, independent of how it looks. A plan is made from a question; a draft is what a person typed into it. */
export type FormPlan =
  | TextPlan
  | NumberPlan
  | ChoicePlan
  | ChoicesPlan
  | ConstantPlan
  | ObjectPlan
  | ArrayPlan
  | DecisionPlan
  | BatchPlan
  | JsonPlan
  | FreeformPlan;

export type TextFormat = 'plain' | 'multiline' | 'date' | 'date-time' | 'email' | 'uri';

export interface TextPlan {
  kind: 'text';
  format: TextFormat;
  /** An empty text is a value, not a gap. */
  mayBeEmpty?: boolean;
  initial?: string;
  /** What its schema says: it is not to be seen while it is typed. */
  isSecret?: boolean;
  /** The initial text is a proposal: what becomes of it is shown beside it. */
  isRevision?: boolean;
}

export interface NumberPlan {
  kind: 'number';
  integer: boolean;
  initial?: number;
}

export interface Option {
  value: unknown;
  label: string;
  description?: string;
}

/** One of several values. */
export interface ChoicePlan {
  kind: 'choice';
  options: Option[];
  initial?: unknown;
}

/** Any number of several values. */
export interface ChoicesPlan {
  kind: 'choices';
  options: Option[];
  initial?: unknown[];
}

export interface ConstantPlan {
  kind: 'constant';
  value: unknown;
}

export interface FieldPlan {
  key: string;
  label: string;
  hint?: string;
  required: boolean;
  /** Left empty, it is null rather than missing. */
  isNullable?: boolean;
  plan: FormPlan;
}

export interface ObjectPlan {
  kind: 'object';
  fields: FieldPlan[];
}

export interface ArrayPlan {
  kind: 'array';
  item: FormPlan;
  itemLabel: string;
}

export type Intent = 'approve' | 'edit' | 'reject' | 'other';

export interface DecisionOption extends Option {
  intent: Intent;
  fields: FieldPlan[];
}

/** An object whose shape hangs on one of its keys, such as `{decision: 'edit', amount: 12}`. */
export interface DecisionPlan {
  kind: 'decision';
  /** The key that carries the chosen option's value. */
  key: string;
  /** What the decision is about, such as a tool's name. */
  title?: string;
  description?: string;
  /** What a reviewer has to know before deciding. */
  notice?: string;
  /** What is proposed, such as a tool's arguments. */
  proposed?: unknown;
  /** The option that is chosen from the start; none unless told, so that nobody decides by not looking. */
  initial?: number;
  options: DecisionOption[];
}

/** Several decisions that are sent together, as an array. */
export interface BatchPlan {
  kind: 'batch';
  items: DecisionPlan[];
}

/** Anything that JSON can say. */
export interface JsonPlan {
  kind: 'json';
  initial?: unknown;
  /** Values to send at the press of a button. */
  quick?: Option[];
}

/** A line of text that may mean a text, a number or JSON. */
export interface FreeformPlan {
  kind: 'freeform';
}
