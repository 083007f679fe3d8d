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

export interface DecisionLook {
  /** For a filter: what was done. */
  label: string;
  /** Completes a sentence that begins with a name. */
  verb: string;
  icon: LucideIcon;
}

const looks: Record<string, DecisionLook> = {
  answer: { label: 'Answered', verb: 'answered', icon: CircleCheck },
  take_back: { label: 'Took an answer back', verb: 'took back the answer', icon: Undo },
  lapse: { label: 'Answer not sent', verb: 'decided, too late to be sent:', icon: CircleSlash },
  expire: { label: 'Question expired', verb: 'let a question expire', icon: Clock },
  supersede: { label: 'Dropped a question', verb: 'dropped the question', icon: CircleSlash },
  reopen: { label: 'Question open again', verb: 'opened the question again', icon: RotateCcw },
  message: { label: 'Sent a message', verb: 'sent', icon: MessageSquare },
  interrupt: { label: 'Stopped a run', verb: 'stopped a run with a newer one', icon: CirclePause },
  rollback: { label: 'Rolled back a run', verb: 'rolled back a run', icon: Undo2 },
  cancel: { label: 'Cancelled a run', verb: 'cancelled a run', icon: Ban },
  reorder: { label: 'Moved a run in the queue', verb: 'moved a run in the queue', icon: ArrowUpDown },
  retry: { label: 'Retried a run', verb: 'retried a run', icon: RotateCcw },
  update_state: { label: 'Edited the state', verb: 'edited the state', icon: Pencil },
  fork: { label: 'Forked', verb: 'went back to an earlier checkpoint', icon: GitFork },
  end: { label: 'Ended a thread', verb: 'ended the thread', icon: CircleSlash },
  delete_run: { label: 'Deleted a run', verb: 'deleted a run', icon: Trash2 },
  assign: { label: 'Assigned a question', verb: 'assigned the question to', icon: UserRoundCheck },
  link: { label: 'Made a link', verb: 'made a link to the question for', icon: Link2 },
  revoke_link: { label: 'Revoked a link', verb: 'revoked the link to the question for', icon: Link2Off },
  snooze: { label: 'Snoozed a question', verb: 'snoozed the question', icon: AlarmClock },
  create_member: { label: 'Added a member', verb: 'added the member', icon: UserRoundPlus },
  change_role: { label: 'Changed a role', verb: 'changed the role of', icon: UserRoundCog },
  disable_member: { label: 'Disabled a member', verb: 'disabled', icon: UserRoundX },
  enable_member: { label: 'Enabled a member', verb: 'enabled', icon: UserRoundCheck },
  new_password_link: { label: 'Made a password link', verb: 'made a password link for', icon: Link2 },
  set_password: { label: 'Chose a password', verb: 'chose a password', icon: KeyRound },
  link_sign_in: { label: 'First single sign-on', verb: 'signed in for the first time', icon: UserRoundCheck },
  create_key: { label: 'Made an API key', verb: 'made the API key', icon: KeyRound },
  revoke_key: { label: 'Revoked an API key', verb: 'revoked the API key', icon: KeyRound },
  comment: { label: 'Commented on a question', verb: 'commented on the question:', icon: MessagesSquare },
};

/** A kind that is not known yet is shown by its name. */
export function decisionLook(kind: string): DecisionLook {
  return looks[kind] ?? { label: kind, verb: kind, icon: History };
}
