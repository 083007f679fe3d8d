import { t } from '#lib/language/gettext';
import type { ReplyProfile } from '#lib/review/reply-profile';

/** What can be chosen for a node: the keys are those that graphs read most. */
export const profileChoices: { value: string; label: () => string; profile: ReplyProfile | null }[] = [
  { value: 'recognised', label: () => t`As it is recognised`, profile: null },
  { value: 'text', label: () => t`Text: "…"`, profile: { kind: 'text' } },
  { value: 'boolean', label: () => t`true or false`, profile: { kind: 'boolean' } },
  ...['approved', 'approve', 'confirmed'].map((key) => ({
    value: `approval:${key}`,
    label: () => t`{${key}: true or false, reason?}`,
    profile: { kind: 'approval', key } as const,
  })),
  ...['action', 'decision'].map((key) => ({
    value: `action:${key}`,
    label: () => t`{${key}: approve, edit or reject, …}`,
    profile: { kind: 'action', key } as const,
  })),
  { value: 'text_args', label: () => t`Agent Inbox, edited values as text`, profile: { kind: 'text_args' } },
];

export const TEMPLATE = 'template';

/** The choice that a profile is; another key than those above is best seen as what it is. */
export function choiceOf(profile: ReplyProfile | null): string {
  if (profile?.kind === 'template') return TEMPLATE;
  const same = profileChoices.find((choice) => JSON.stringify(choice.profile) === JSON.stringify(profile));
  return same?.value ?? 'recognised';
}
