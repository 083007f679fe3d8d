import type { BaseCheckpointSaver, CheckpointStep, RunnableConfig } from './types';

/** Stores a superstep in one piece, or one call after another where the saver knows no better. */
export async function putStep(saver: BaseCheckpointSaver, config: RunnableConfig, step: CheckpointStep): Promise<void> {
  if (saver.putStep) return void (await saver.putStep(config, step));
  for (const [taskId, writes] of step.writes) await saver.putWrites(config, [...writes], taskId);
  await saver.put(config, step.checkpoint, step.metadata, step.newVersions);
}
