import type { Permission } from '#lib/auth/permissions';
import type { RunCreate } from './schemas/run-schemas';

/**
 * What it takes to create this run. Who may answer questions may do it by an answer and nothing beside it: no input, no other
 * checkpoint, no configuration, nobody else who is told.
 */
export function runPermission(body: RunCreate): Permission {
  const { command = {}, on_disconnect, on_completion, if_not_exists, ...rest } = body;
  const answers = Object.keys(command).join() === 'resume';
  // Clients say these also where they mean the default.
  const isDefault =
    on_disconnect !== 'cancel' && (on_completion ?? 'keep') === 'keep' && (if_not_exists ?? 'reject') === 'reject';
  return answers && isDefault && Object.entries(rest).every(([name, value]) => (value ?? null) === null || tells(name))
    ? 'review'
    : 'operate';
}

/** Says only to which assistant the thread belongs, or how the run is told of. */
function tells(name: string): boolean {
  return [
    'assistant_id',
    'stream_mode',
    'stream_subgraphs',
    'stream_resumable',
    'feedback_keys',
    'durability',
  ].includes(name);
}
