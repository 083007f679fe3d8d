import { isRecord } from '../is-record';

/** Whether a message dict is one that was added for a tool call without a result (missing-tool-messages.ts). */
export function isRepairMessage({ additional_kwargs: kwargs }: Record<string, unknown>): boolean {
  return isRecord(kwargs) && isRecord(kwargs.holdpoint) && kwargs.holdpoint.added === 'repair';
}
