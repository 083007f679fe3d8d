import { t } from '#lib/language/gettext';
/**
 * What a node wants to be resumed with, where its payload does not say: settled once for a graph and a node, by a person who
 * knows the node.
 */
export type ReplyProfile =
  | { kind: 'text' }
  | { kind: 'boolean' }
  /** `{approved: true}`, `{approved: false, reason?}`, with that key. */
  | { kind: 'approval'; key: string }
  /** `{action: "approve"}`, `{action: "edit", data}`, `{action: "reject", reason?}`, with that key. */
  | { kind: 'action'; key: string }
  /** Any JSON; the text `{{answer}}` in it stands for what the form gives. */
  | { kind: 'template'; template: unknown }
  /** For Agent Inbox's requests: edited values are sent as text. */
  | { kind: 'text_args' };

/** A shape in one line, with `…` for what the reviewer gives. */
export function describeProfile(profile: ReplyProfile): string {
  switch (profile.kind) {
    case 'text':
      return '"…"';
    case 'boolean':
      return t`true or false`;
    case 'approval':
      return `{${profile.key}, reason?}`;
    case 'action':
      return `{${profile.key}, …}`;
    case 'template':
      return JSON.stringify(profile.template);
    case 'text_args':
      return t`edited values as text`;
    default:
      return profile satisfies never;
  }
}
