import type { ReplyProfile } from '#lib/review/reply-profile';

/** What can be chosen for a node: the keys are those that graphs read most. */
export const profileChoices: { value: string; label: string; profile: ReplyProfile | null }[] = [
  { value: 'recognised', label: 'As it is recognised', profile: null },
  { value: 'text', label: 'Text: "…"', profile: { kind: 'text' } },
  { value: 'boolean', label: 'true or false', profile: { kind: 'boolean' } },
  ...['approved', 'approve', 'confirmed'].map((key) => ({
    value: `approval:${key}`,
    label: `{${key}: true or false, reason?}`,
    profile: { kind: 'approval', key } as const,
  })),
  ...['action', 'decision'].map((key) => ({
    value: `action:${key}`,
    label: `{${key}: approve, edit or reject, …}`,
    profile: { kind: 'action', key } as const,
  })),
  { value: 'text_args', label: 'Agent Inbox, edited values as text', profile: { kind: 'text_args' } },
];

export const TEMPLATE = 'template';

/** The choice that a profile is; another key than those above is best seen as what it is. */
export function choiceOf(profile: ReplyProfile | null): string {
  if (profile?.kind === 'template') return TEMPLATE;
  const same = profileChoices.find((choice) => JSON.stringify(choice.profile) === JSON.stringify(profile));
  return same?.value ?? 'recognised';
}
