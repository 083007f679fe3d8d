import {
  AlarmClock,
  ArrowUpDown,
  Ban,
  CircleCheck,
  CirclePause,
  CircleSlash,
  Clock,
  GitFork,
  History,
  KeyRound,
  Link2,
  Link2Off,
  type LucideIcon,
  MessageSquare,
  MessagesSquare,
  Pencil,
  RotateCcw,
  Trash2,
  Undo,
  Undo2,
  UserRoundCheck,
  UserRoundCog,
  UserRoundPlus,
  UserRoundX,
} from 'lucide-react';
import { t } from '#lib/language/gettext';

export interface DecisionLook {
  /** For a filter: what was done. */
  label: () => string;
  icon: LucideIcon;
}

const looks: Record<string, DecisionLook> = {
  answer: { label: () => t`Answered`, icon: CircleCheck },
  take_back: { label: () => t`Took an answer back`, icon: Undo },
  lapse: { label: () => t`Answer not sent`, icon: CircleSlash },
  expire: { label: () => t`Question expired`, icon: Clock },
  supersede: { label: () => t`Dropped a question`, icon: CircleSlash },
  reopen: { label: () => t`Question open again`, icon: RotateCcw },
  message: { label: () => t`Sent a message`, icon: MessageSquare },
  interrupt: { label: () => t`Stopped a run`, icon: CirclePause },
  rollback: { label: () => t`Rolled back a run`, icon: Undo2 },
  cancel: { label: () => t`Cancelled a run`, icon: Ban },
  reorder: { label: () => t`Moved a run in the queue`, icon: ArrowUpDown },
  retry: { label: () => t`Retried a run`, icon: RotateCcw },
  update_state: { label: () => t`Edited the state`, icon: Pencil },
  fork: { label: () => t`Forked`, icon: GitFork },
  end: { label: () => t`Ended a thread`, icon: CircleSlash },
  delete_run: { label: () => t`Deleted a run`, icon: Trash2 },
  assign: { label: () => t`Assigned a question`, icon: UserRoundCheck },
  link: { label: () => t`Made a link`, icon: Link2 },
  revoke_link: { label: () => t`Revoked a link`, icon: Link2Off },
  snooze: { label: () => t`Snoozed a question`, icon: AlarmClock },
  create_member: { label: () => t`Added a member`, icon: UserRoundPlus },
  change_role: { label: () => t`Changed a role`, icon: UserRoundCog },
  disable_member: { label: () => t`Disabled a member`, icon: UserRoundX },
  enable_member: { label: () => t`Enabled a member`, icon: UserRoundCheck },
  new_password_link: { label: () => t`Made a password link`, icon: Link2 },
  set_password: { label: () => t`Chose a password`, icon: KeyRound },
  link_sign_in: { label: () => t`First single sign-on`, icon: UserRoundCheck },
  create_key: { label: () => t`Made an API key`, icon: KeyRound },
  revoke_key: { label: () => t`Revoked an API key`, icon: KeyRound },
  comment: { label: () => t`Commented on a question`, icon: MessagesSquare },
};

/** A kind that is not known yet is shown by its name. */
export function decisionLook(kind: string): DecisionLook {
  return looks[kind] ?? { label: () => kind, icon: History };
}
