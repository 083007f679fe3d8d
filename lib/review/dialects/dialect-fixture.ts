import type { Draft } from '../form/draft';
import type { Dialect } from '../question';
import type { ReplyProfile } from '../reply-profile';

/** A payload as a convention has it, what a person fills in, and the exact reply that the convention expects. */
export interface DialectFixture {
  dialect: Dialect;
  name: string;
  value: unknown;
  responseSchema?: unknown;
  replyProfile?: ReplyProfile;
  draft: Draft;
  reply: unknown;
}
