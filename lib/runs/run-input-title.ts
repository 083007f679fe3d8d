import { decodeValue } from '#lib/store/value-codec';
import { inputTitle } from './input-title';
import type { Transaction } from './transaction';

/** What a run was asked for, in one line, as the audit trail keeps it; null when its input has no text. */
export async function runInputTitle(tx: Transaction, runId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { input: string | null }[]
  >`SELECT input::text AS input FROM runs WHERE id = ${runId}::uuid`;
  return row?.input ? inputTitle(decodeValue(row.input)) : null;
}
