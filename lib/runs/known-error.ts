import { HoldpointError } from '#lib/errors';
import { describeTrouble, isTrouble } from '#lib/store/database-trouble';
import { databaseUnavailable } from '#lib/store/database-unavailable';

/** What a client or a person may be told of an error: one of ours, or the database's trouble. Undefined: nobody expected it. */
export function knownError(thrown: unknown): HoldpointError | undefined {
  if (thrown instanceof HoldpointError) return thrown;
  return isTrouble(thrown) ? databaseUnavailable(describeTrouble(thrown), thrown) : undefined;
}
