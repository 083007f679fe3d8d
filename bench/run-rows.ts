import { say } from '#lib/cli/say';
import type { Result, RowResult } from './report';
import type { Figure, Row } from './row';
import type { BenchServer } from './servers/bench-server';

const GIVE_UP_MS = 120_000;

/** Measures each row on one server after the other, in as many rounds as the row asks for. */
export async function runRows(rows: Row[], { ours, peer }: { ours: BenchServer; peer?: BenchServer }) {
  const results: RowResult[] = [];
  for (const row of rows) {
    say(`${row.name} ...`);
    const found: { ours: Result[]; peer: Result[] } = { ours: [], peer: [] };
    for (let round = 0; round < row.rounds; round++) {
      found.ours.push(await measure(row, ours));
      if (peer && !row.isOursOnly && !found.peer.some(isFailure)) found.peer.push(await measure(row, peer));
    }
    results.push({ row, ours: combine(found.ours), peer: combine(found.peer) });
  }
  return results;
}

/** A server that fails a row has failed that row, and the others are measured all the same. */
async function measure(row: Row, server: BenchServer): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${GIVE_UP_MS / 1000} s`)), GIVE_UP_MS);
  });
  try {
    return await Promise.race([row.measure(server), limit]);
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The mean of what the rounds found, or the failure of one. */
function combine(results: Result[]): Result | undefined {
  const failure = results.find(isFailure);
  if (failure || results.length === 0) return failure;
  const figures = results.filter((result): result is Figure => !isFailure(result));
  const mean = (of: (figure: Figure) => number) =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / figures.length;
  const [first] = figures;
  return {
    value: mean(({ value }) => value),
    ...(first?.p95 !== undefined && { p95: mean(({ p95 }) => p95 ?? Number.NaN) }),
    samples: figures.reduce((sum, { samples }) => sum + samples, 0),
    details: first?.details,
  };
}

function isFailure(result: Result): result is { failed: string } {
  return 'failed' in result;
}
