import type { OnExpire, Interrupt as WireInterrupt } from '#lib/engine';
import { fromJsonColumn } from '#lib/runs/from-json-column';
import { isRecord } from '#lib/runs/is-record';
import type { ShownQuestion } from '#lib/runs/shown-questions';

/** A question in the form it has in streams and states. */
export function toWireInterrupt({ id, value, ns, responseSchema, expiresAt, onExpire }: ShownQuestion): WireInterrupt {
  return {
    id,
    value: fromJsonColumn(value),
    resumable: true,
    ns: ns.split('|'),
    when: 'during',
    ...(isRecord(responseSchema) && { response_schema: responseSchema }),
    ...(expiresAt !== null && { expires_at: new Date(expiresAt).toISOString() }),
    // Written by syncQuestions in exactly this shape.
    ...(isRecord(onExpire) && { on_expire: fromJsonColumn(onExpire) as OnExpire }),
  };
}
