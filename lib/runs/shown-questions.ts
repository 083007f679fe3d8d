import { Prisma } from '#lib/store/generated/client';
import { encodeValue } from '#lib/store/value-codec';
import type { AskedQuestion } from './asked-questions';

/** A question as a JSON column has it that `shownQuestions` makes; what was encoded is still so. */
export interface ShownQuestion {
  id: string;
  taskId: string;
  ns: string;
  value: unknown;
  responseSchema: unknown;
  /** ISO 8601. */
  expiresAt: string | null;
  onExpire: unknown;
}

/** A new question without a deadline, as it is shown. */
export function shownQuestion({ id, taskId, ns, value, responseSchema }: AskedQuestion): ShownQuestion {
  return { id, taskId, ns, value: JSON.parse(encodeValue(value)), responseSchema, expiresAt: null, onExpire: null };
}

/** SQL: those of the questions `i` that are meant, oldest first, as a list of ShownQuestion; null when there are none. */
export function shownQuestions(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT json_agg(json_build_object('id', i.id, 'taskId', i.task_id, 'ns', i.ns, 'value', i.value,
      'responseSchema', i.response_schema, 'expiresAt', i.expires_at, 'onExpire', i.on_expire) ORDER BY i.created_at, i.id)
    FROM interrupts i WHERE ${which}`;
}
