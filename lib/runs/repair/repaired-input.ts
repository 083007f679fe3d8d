import { CONFIG_KEY_CHECKPOINTER, type RunnableConfig } from '#lib/engine';
import type { ClaimedRun } from '../claimed-run';
import type { GraphEntry } from '../graph-registry';
import { logger } from '../logger';
import { runOptions } from '../run-options';
import { repairInput } from './repair-input';

/**
 * The input of a run that brings one, with the tool messages that are missing in the state it will be applied to, if the run
 * asks for that. `config` says where the run begins. The run keeps its input as it was sent.
 */
export async function repairedInput(
  run: ClaimedRun,
  { entry, config }: { entry: GraphEntry; config: RunnableConfig },
): Promise<unknown> {
  if (!runOptions(entry, run.kwargs).repairDanglingToolCalls) return run.input;
  const tuple = await config.configurable?.[CONFIG_KEY_CHECKPOINTER]?.getTuple(config);
  if (!tuple) return run.input;
  const { input, failedKeys } = repairInput(run.input, entry.graph, tuple);
  if (failedKeys.length > 0) {
    logger().warn({ run_id: run.id, keys: failedKeys }, 'the unanswered tool calls in these keys cannot be repaired');
  }
  return input;
}
