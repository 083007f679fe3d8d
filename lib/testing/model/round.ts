// What a sequence is made of, as fast-check makes and shrinks it. Whom a command concerns is a number here; which run or
// question that is, is settled when the command is given.
import * as fc from 'fast-check';
import type { ModelInput, OnPending, Strategy } from './thread-model';

export type Move =
  | { type: 'create'; input: ModelInput; strategy: Strategy; onPending: OnPending; isScheduled: boolean }
  | {
      type: 'resume';
      to: 'open' | 'all' | 'any' | 'scalar' | 'stale' | 'unknown';
      pick: number;
      strategy: Strategy;
      isScheduled: boolean;
    }
  | { type: 'continue'; strategy: Strategy; isScheduled: boolean }
  | { type: 'retry'; pick: number }
  | { type: 'expire'; pick: number }
  | { type: 'cancel'; pick: number; action: 'interrupt' | 'rollback' }
  | { type: 'go'; how: 'go' | 'fail' | 'free' }
  | { type: 'due'; pick: number };

export type Round =
  /** One command for each of these threads, all at once. */
  | { type: 'each'; moves: Move[] }
  /** Commands for one thread, all at once, and perhaps the end of a worker amidst. */
  | { type: 'race'; thread: number; moves: Move[]; killed: number | null }
  /** `freeze`: the worker stands still until its leases are over, and then goes on. */
  | { type: 'kill' | 'drain' | 'freeze'; worker: number }
  | { type: 'expire'; thread: number }
  /** Nodes whose run was taken from them go on, for nothing. */
  | { type: 'ghosts' };

export interface Sequence {
  threads: number;
  rounds: Round[];
}

const strategy = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Strategy>('enqueue') },
  { weight: 3, arbitrary: fc.constantFrom<Strategy>('interrupt', 'rollback') },
  { weight: 1, arbitrary: fc.constant<Strategy>('reject') },
);

const onPending = fc.oneof(
  { weight: 3, arbitrary: fc.constant<OnPending>('allow') },
  { weight: 2, arbitrary: fc.constant<OnPending>('enqueue') },
  { weight: 1, arbitrary: fc.constant<OnPending>('reject') },
);

const rarely = fc.integer({ min: 0, max: 5 }).map((n) => n === 5);
const pick = fc.nat({ max: 7 });

const create = fc.record<Extract<Move, { type: 'create' }>>({
  type: fc.constant('create'),
  input: fc.record<ModelInput>({
    plan: fc.constantFrom('plain', 'ask', 'both'),
    onExpire: fc.constantFrom('none', 'none', 'none', 'resume', 'error', 'stay'),
    isDeaf: rarely,
  }),
  strategy,
  onPending,
  isScheduled: rarely,
});

const resume = fc.record<Extract<Move, { type: 'resume' }>>({
  type: fc.constant('resume'),
  to: fc.constantFrom('open', 'open', 'open', 'all', 'any', 'scalar', 'stale', 'unknown'),
  pick,
  strategy: fc.oneof({ weight: 6, arbitrary: fc.constant<Strategy>('enqueue') }, { weight: 2, arbitrary: strategy }),
  isScheduled: rarely,
});

const goOn = fc.record<Extract<Move, { type: 'continue' }>>({
  type: fc.constant('continue'),
  strategy,
  isScheduled: rarely,
});

const retry = fc.record<Extract<Move, { type: 'retry' }>>({ type: fc.constant('retry'), pick });

const expire = fc.record<Extract<Move, { type: 'expire' }>>({ type: fc.constant('expire'), pick });

const cancel = fc.record<Extract<Move, { type: 'cancel' }>>({
  type: fc.constant('cancel'),
  pick,
  action: fc.constantFrom('interrupt', 'rollback'),
});

const go = fc.record<Extract<Move, { type: 'go' }>>({
  type: fc.constant('go'),
  how: fc.constantFrom('go', 'go', 'go', 'free', 'free', 'fail'),
});

const due = fc.record<Extract<Move, { type: 'due' }>>({ type: fc.constant('due'), pick });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: create },
  { weight: 6, arbitrary: go },
  { weight: 4, arbitrary: resume },
  { weight: 2, arbitrary: cancel },
  { weight: 1, arbitrary: due },
  { weight: 1, arbitrary: goOn },
  { weight: 2, arbitrary: retry },
  { weight: 2, arbitrary: expire },
);

const killed = fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) });

const round: fc.Arbitrary<Round> = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({ type: fc.constant('each' as const), moves: fc.array(move, { minLength: 1, maxLength: 3 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ type: fc.constant('race' as const), thread: fc.nat({ max: 2 }) },
      moves: fc.array(move, { minLength: 2, maxLength: 3 }),
      killed,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('kill' as const, 'drain' as const, 'freeze' as const),
      worker: fc.nat({ max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('expire' as const), thread: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.constant<Round>({ type: 'ghosts' }) },
);

/** Without a run there is little to do, so each thread starts with one. */
const firstRound: fc.Arbitrary<Round> = fc.record({
  type: fc.constant('each' as const),
  moves: fc.array(create, { minLength: 3, maxLength: 3 }),
});

export const sequences: fc.Arbitrary<Sequence> = fc.record({
  threads: fc.integer({ min: 1, max: 3 }),
  rounds: fc
    .tuple(firstRound, fc.array(round, { minLength: 3, maxLength: 16 }))
    .map(([first, rest]) => [first, ...rest]),
});
