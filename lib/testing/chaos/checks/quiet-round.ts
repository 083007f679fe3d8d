import type { ChaosEvent } from '../chaos-log';
import type { CheckpointChange, Evidence, RunChange } from '../evidence';
import type { JournalLine } from '../journal';
import type { Operation } from '../operation';

export const THREAD = 'thread';
export const WORKER = 'worker';

export function change(fields: Partial<RunChange> & Pick<RunChange, 'at' | 'status'>): RunChange {
  return {
    ...{ id: fields.at, action: 'UPDATE', runId: 'run', threadId: THREAD, seq: 1, kind: 'input', strategy: 'enqueue' },
    ...{ waits: false, availableAt: 0, oldStatus: null, oldLeaseUntil: null, stopReason: null, token: null },
    ...{ workerId: WORKER, attempt: 1 },
    ...fields,
  };
}

export function line(node: string, at: number, fields: Partial<JournalLine> = {}): JournalLine {
  const step = at / 10;
  return {
    line: `${node}-line`,
    at,
    runId: 'run',
    threadId: THREAD,
    task: `${node}:1`,
    step,
    node,
    workerId: WORKER,
    ...fields,
  };
}

/** One run on a thread of the graph `line`, as it should be: claimed at 5, its nodes entered at 10 to 40, ended at 50. */
export function quietRound(): Evidence {
  const journal = [line('a', 10), line('b', 20), line('c', 30), line('d', 40)];
  const lines = journal.map((entry) => entry.line);
  return {
    leaseMs: 1_000,
    threads: [{ id: THREAD, graph: 'line' }],
    operations: [
      {
        ...{ name: 'stream-0', kind: 'stream', threadId: THREAD, graph: 'line', outcome: 'acknowledged', runId: 'run' },
        ...{ sentAt: 0, answeredAt: 60 },
        events: [
          { id: '0', event: 'metadata', lines: [] },
          { id: '1', event: 'updates', lines: [...lines] },
          { id: '2', event: 'end', lines: [] },
        ],
      },
    ],
    troubles: [],
    crashes: [],
    drained: [],
    threadStatuses: { [THREAD]: 'idle' },
    values: {
      [THREAD]: {
        inputs: ['stream-0'],
        lines,
        answers: [],
        messages: [
          { id: '0', type: 'human', content: 'stream-0' },
          ...lines.map((content, index) => ({ id: String(index + 1), type: 'ai', content })),
        ],
      },
    },
    runs: [
      {
        ...{
          id: 'run',
          threadId: THREAD,
          seq: 1,
          kind: 'input',
          status: 'success',
          stopReason: 'done',
          supersededBy: null,
        },
        ...{ error: null, attempt: 1, name: 'stream-0' },
      },
    ],
    runChanges: [
      change({ at: 1, action: 'INSERT', status: 'pending', workerId: null }),
      change({ at: 5, oldStatus: 'pending', status: 'running' }),
      change({ at: 50, oldStatus: 'running', status: 'success', stopReason: 'done' }),
    ],
    checkpointChanges: [commit('first', 8), commit('last', 45)],
    cutLeases: [],
    states: {},
    journal,
    questions: [],
    rollbacks: [],
    streamedSeqs: { run: [1, 2] },
    toldLines: { run: [...lines] },
  };
}

export function commit(checkpointId: string, at: number): CheckpointChange {
  const parentId = checkpointId === 'first' ? null : 'first';
  return { id: at, at, action: 'INSERT', threadId: THREAD, checkpointId, parentId, runId: 'run' };
}

/** Somebody waited for the run and was told its values. */
export function told(evidence: Evidence): Operation {
  const operation = there(evidence.operations[0]);
  const answer = structuredClone(values(evidence));
  evidence.states.last = structuredClone(answer);
  return Object.assign(operation, { answer: { ...answer }, toldAt: 55 });
}

/** The run brought nothing and went on from where another one had stopped, after `b`; it began under no checkpoint of its own. */
export function wentOn(evidence: Evidence): void {
  Object.assign(run(evidence), { kind: 'continue' });
  for (const each of evidence.checkpointChanges) Object.assign(each, { runId: 'older', at: 2 });
}

export const run = (evidence: Evidence) => there(evidence.runs[0]);
export const values = (evidence: Evidence) => there(evidence.values[THREAD]);

function there<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('A quiet round has one thread, with one run that one operation asked for.');
  return part;
}

/** Two workers were there from the beginning, and the database crashed. */
export function lifeAndCrash(from: number, to: number): ChaosEvent[] {
  return [
    { at: new Date(0), what: 'ready', detail: `app-1.1, worker ${WORKER}` },
    { at: new Date(0), what: 'ready', detail: 'worker-1.1, worker forgotten' },
    { at: new Date(from), until: new Date(to), what: 'restart immediate', detail: 'app-1' },
  ];
}

/** The run is taken over at 25, while `b` is executed, and its new worker executes `b` again. */
export function takenOver(evidence: Evidence): void {
  const heir = change({ at: 25, oldStatus: 'running', status: 'running', workerId: 'heir', oldLeaseUntil: 24 });
  evidence.runChanges.splice(2, 0, heir);
  evidence.journal.splice(1, 3, line('b', 20, { line: 'lost-line' }));
  for (const [node, at] of [
    ['b', 26],
    ['c', 30],
    ['d', 40],
  ] as const)
    evidence.journal.push(line(node, at, { workerId: 'heir', step: Math.floor(at / 10) }));
}
