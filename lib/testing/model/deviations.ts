/**
 * Where the product is known not to do what the documents say; the model does as the product does while an entry is true, and
 * the fix removes it.
 */
export const DEVIATIONS = {
  /** A thread's status follows the run that was received last among those that ended, not the one that ended last. */
  statusFollowsOrderReceived: true,
  /** A message that waits for an answer makes its thread busy for `reject`, against docs/decisions/011. */
  rejectSeesWaitingMessages: true,
  /** A run that ends at a question opens it again although a run in the queue has dropped it. */
  endingReopensDroppedQuestions: true,
  /** Whether a paused run can still be cancelled asks for runs received later, not for runs executed later. */
  pauseEndsByOrderReceived: true,
};
