import { itShows } from './it-shows';
import { run, takenOver, told, values, wentOn } from './quiet-round';

itShows([
  ['a stream that lost an event', /^stream/, (round) => round.operations[0]!.events!.splice(1, 1)],
  ['a superstep that was committed and never told', /^told: b of/, (round) => round.toldLines.run!.splice(1, 1)],
  [
    'an event of an execution that was lost',
    /^told: line lost-line/,
    (round) => {
      takenOver(round);
      round.toldLines.run!.push('lost-line');
    },
  ],
  [
    'a stream that told of what is not recorded',
    /^stream: stream-0 of run run told of/,
    (round) => round.operations[0]!.events![1]!.lines.push('lost-line'),
  ],
  [
    'somebody who was told an earlier state',
    /^answer: stream-0 was told .* of run run, which ended with/,
    (round) => (told(round).answer!.lines as string[]).pop(), // as `told` puts them there
  ],
  [
    'somebody who was told an error of a run that succeeded',
    /^answer: stream-0 was told .*, but run run is success/,
    (round) => Object.assign(told(round), { answer: { __error__: { error: 'RunRolledBack' } } }),
  ],
  [
    'somebody who was told values of a run that failed',
    /^answer: stream-0 was told values/,
    (round) => {
      told(round);
      Object.assign(run(round), { status: 'error' });
    },
  ],
  [
    'somebody who was sent away from a run that is there',
    /^answer: stream-0 was refused/,
    (round) => Object.assign(round.operations[0]!, { refusal: 'HTTP 404' }),
  ],
  [
    'somebody who was told of questions that nobody asked',
    /^answer: stream-0 was told of questions/,
    (round) => Object.assign(told(round).answer!, { __interrupt__: [] }),
  ],
  [
    'somebody who was not told of the question at which the run paused',
    /^answer: stream-0 was told of no question/,
    (round) => {
      told(round);
      Object.assign(run(round), { status: 'interrupted', stopReason: 'paused' });
      Object.assign(round.runChanges[2]!, { status: 'interrupted', stopReason: 'paused' });
    },
  ],
  [
    'a run that was to go on and succeeded half-way',
    /^answer: stream-0 was told that run run succeeded, but it stopped at b/,
    (round) => {
      wentOn(round);
      values(round).lines.splice(2);
      told(round);
    },
  ],
  ['a stream that never ended', /^stream/, (round) => Object.assign(round.operations[0]!, { complaint: 'no end' })],
]);
