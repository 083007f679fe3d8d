import { t } from '#lib/language/gettext';

/** That something is not there, by the code of the error that says so; undefined for any other code. */
export function describeMissing(code: string): string | undefined {
  switch (code) {
    case 'thread_not_found':
      return t`There is no such thread, or no longer.`;
    case 'run_not_found':
      return t`There is no such run; it may have been rolled back.`;
    case 'interrupt_not_found':
      return t`There is no such question; its run may have been rolled back.`;
    case 'checkpoint_not_found':
      return t`The thread has no such checkpoint; its history lists those it has.`;
    case 'assistant_not_found':
      return t`There is no such assistant.`;
    case 'graph_not_found':
      return t`This server does not offer this graph. If it is one of a langgraph.json, name that file in HOLDPOINT_GRAPHS.`;
    case 'webhook_not_found':
      return t`There is no such webhook; somebody may have deleted it.`;
    case 'link_not_found':
      return t`There is no such link; its question may have been deleted.`;
    case 'member_not_found':
      return t`There is no such member.`;
    default:
      return undefined;
  }
}
