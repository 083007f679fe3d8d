// zod/mini: this module is in every page's bundle.
import * as z from 'zod/mini';

/** What GET /live sends to a dashboard: which row changed, never the row itself. */
export const liveMessageSchema = z.discriminatedUnion('k', [
  z.object({ k: z.literal('hello') }),
  /** Messages may have been missed: everything shown is to be read again. */
  z.object({ k: z.literal('resync') }),
  z.object({ k: z.literal('events'), t: z.string(), r: z.string() }),
  z.object({ k: z.literal('run'), t: z.string(), r: z.string(), s: z.nullable(z.string()) }),
  z.object({ k: z.literal('thread'), t: z.string() }),
  z.object({ k: z.literal('interrupt'), t: z.string(), i: z.string() }),
]);

export type LiveMessage = z.infer<typeof liveMessageSchema>;
