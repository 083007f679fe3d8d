import { itShows } from './it-shows';
import { lifeAndCrash, line, THREAD, takenOver, values, WORKER } from './quiet-round';

itShows([
  ['a superstep without a line', /^journal: line .* not in the journal/, (round) => round.journal.splice(1, 1)],
  [
    'a task that was executed and left out',
    /^journal: task x:1 .* in no checkpoint/,
    (round) => round.journal.push(line('x', 15, { step: 1 })),
  ],
  [
    'a task that was executed twice without a reason',
    /^repeated/,
    (round) => round.journal.splice(1, 0, line('b', 15, { line: 'first', step: 2 })),
  ],
  [
    'a line without a claim',
    /^journal: worker stranger/,
    (round) => Object.assign(round.journal[1]!, { workerId: 'stranger' }),
  ],
  [
    'a line that was committed without a lease',
    /^fence: line b-line/,
    (round) => {
      takenOver(round);
      Object.assign(round.journal[2]!, { workerId: WORKER });
    },
  ],
  [
    'a worker that went on for supersteps without a lease',
    /^fence: worker worker executed 2 supersteps/,
    (round) => {
      takenOver(round);
      round.journal.push(line('c', 31, { line: 'late-c', step: 3 }), line('d', 41, { line: 'late-d', step: 4 }));
    },
  ],
  [
    'a superstep that was committed twice',
    /^twice: checkpoints/,
    (round) => {
      const fields = { action: 'INSERT', threadId: THREAD, parentId: 'root', runId: 'run' } as const;
      round.checkpointChanges.push({ id: 1, at: 1, checkpointId: 'one', ...fields });
      round.checkpointChanges.push({ id: 2, at: 2, checkpointId: 'two', ...fields });
    },
  ],
  ['a task that is in the state twice', /^path/, (round) => values(round).lines.push('d-line')],
  ['an input that was taken twice', /^input/, (round) => values(round).inputs.push('stream-0')],
  ['an input that was lost', /^input/, (round) => values(round).inputs.pop()],
  ['a message that is there twice', /^messages/, (round) => values(round).messages.push(values(round).messages[0]!)],
  ['an answer to nothing', /^answer/, (round) => values(round).answers.push('resume-9')],
  [
    'an answer that is not in the state',
    /^answer/,
    (round) =>
      round.questions.push({
        id: 'q',
        threadId: THREAD,
        outcome: 'answered',
        answer: 'resume-1',
        answerRunId: 'run',
      }),
  ],
  [
    'a line without a claim though the database crashed when its worker was not there yet',
    /^journal: worker forgotten/,
    (round) => {
      round.troubles = lifeAndCrash(-20, -10);
      round.journal.splice(0, 0, line('a', 7, { line: 'lost-a', step: 1, workerId: 'forgotten' }));
    },
  ],
  [
    'a committed line of a claim that the database forgot',
    /^fence: line a-line/,
    (round) => {
      round.troubles = lifeAndCrash(6, 15);
      round.journal[0]!.workerId = 'forgotten';
    },
  ],
  [
    'a committed superstep that ran again after a crash',
    /^twice: task b:1/,
    (round) => {
      round.troubles = lifeAndCrash(22, 24);
      round.journal.splice(2, 0, line('b', 25, { line: 'again-b', step: 2 }));
      values(round).lines.splice(2, 0, 'again-b');
    },
  ],
  [
    'a task that was executed again although connections were only cut',
    /^repeated/,
    (round) => {
      round.troubles.push({ at: new Date(16), until: new Date(17), what: 'cut', detail: 'app-1' });
      round.journal.splice(1, 0, line('b', 15, { line: 'first', step: 2 }));
    },
  ],
]);
