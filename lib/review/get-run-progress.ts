import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { describeNamed } from './describe-value';
import { isUuid } from './is-uuid';
import { RUN_ITEM_SELECT, type RunItem, toRunItem } from './run-item';

/** A node that has finished within a run. */
export interface RunStep {
  seq: number;
  node: string;
  /** What it changed, by channel, each in one line. */
  changes: { channel: string; text: string }[];
  /** ISO 8601. */
  at: string;
}

export interface RunProgress {
  run: RunItem;
  steps: RunStep[];
  /** Questions that this run came to rest at. */
  asked: { id: string; title: string; node: string; outcome: string }[];
}

const MAX_STEPS = 200;

/** How far a run is; null when it does not exist (any more). */
export async function getRunProgress(hp: Holdpoint, runId: string): Promise<RunProgress | null> {
  const { db } = hp;
  if (!isUuid(runId)) return null;
  const [run, events, asked] = await Promise.all([
    db.prisma.run.findUnique({ where: { id: runId }, select: RUN_ITEM_SELECT }),
    db.prisma.runEvent.findMany({ where: { runId, event: 'updates' }, orderBy: { seq: 'desc' }, take: MAX_STEPS }),
    db.prisma.interrupt.findMany({
      where: { runId },
      select: { id: true, title: true, node: true, outcome: true },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  if (!run) return null;
  const steps = events
    .reverse()
    .flatMap(({ seq, data, createdAt }) => toSteps(seq, fromJsonColumn(data), createdAt.toISOString()));
  return { run: await toRunItem(hp, run), steps, asked };
}

/** An event of mode `updates` is `{node: update}`; a pause comes as `__interrupt__` and is no step. */
function toSteps(seq: number, data: unknown, at: string): RunStep[] {
  if (!isRecord(data)) return [];
  return Object.entries(data)
    .filter(([node]) => !node.startsWith('__'))
    .map(([node, update]) => ({ seq, node, changes: toChanges(update), at }));
}

function toChanges(update: unknown): RunStep['changes'] {
  if (!isRecord(update)) return [];
  return Object.entries(update).map(([channel, value]) => {
    // A list of messages says most with its last one.
    const telling: unknown = Array.isArray(value) && value.length > 0 ? value.at(-1) : value;
    return { channel, text: describeNamed(channel, telling, 240) };
  });
}
