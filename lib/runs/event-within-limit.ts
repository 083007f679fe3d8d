import { HoldpointError } from '#lib/errors';
import { checkSize } from '#lib/limits';
import { toWire } from '#lib/store/value-codec';
import { logger } from './logger';
import { runError } from './run-error';

/**
 * What a node emitted, or, when that is too large to send, an error in its place: `{__error__: {error, message, code}}`. The run
 * goes on: its state is right, and whoever listens learns what is missing.
 */
export function eventWithinLimit(runId: string, chunk: unknown): unknown {
  try {
    checkSize('event', toWire(chunk));
    return chunk;
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'event_too_large') throw error;
    logger().warn({ err: error, run_id: runId }, 'an event was too large to send');
    return { __error__: runError(error) };
  }
}
