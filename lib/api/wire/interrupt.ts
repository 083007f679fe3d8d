import type { OnExpire, Interrupt as WireInterrupt } from '#lib/engine';
import { fromJsonColumn } from '#lib/runs/from-json-column';
import { isRecord } from '#lib/runs/is-record';
import type { Interrupt } from '#lib/store/generated/client';

/** A question in the form it has in streams and states. */
export function toWireInterrupt({ id, value, ns, responseSchema, expiresAt, onExpire }: Interrupt): WireInterrupt {
  return {
    id,
    value: fromJsonColumn(value),
    resumable: true,
    ns: ns.split('|'),
    when: 'during',
    ...(isRecord(responseSchema) && { response_schema: responseSchema }),
    ...(expiresAt && { expires_at: expiresAt.toISOString() }),
    // Written by syncQuestions in exactly this shape.
    ...(onExpire && { on_expire: fromJsonColumn(onExpire) as OnExpire }),
  };
}
