/** Questions that one request decides: few enough for an answer within a second, and for a bar that moves. */
export const BATCH = 25;
