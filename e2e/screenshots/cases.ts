// What the demo graphs are asked in the pictures: an office on a working day. Ages are minutes before the picture is taken.

export interface Reply {
  node: string;
  value: unknown;
  by: string;
  age: number;
}

export interface Case {
  graphId: string;
  input: unknown;
  /** Of its first run. */
  age: number;
  replies?: Reply[];
  /** Minutes until its questions expire. */
  expiresIn?: number;
  claimedBy?: string;
  assignee?: string;
  comment?: { by: string; text: string; age: number };
}

const HOUR = 60;
const DAY = 24 * HOUR;

const approve = { decision: 'approve' };

const expense = (description: string, amount: number, rest: Omit<Case, 'graphId' | 'input'>): Case => ({
  graphId: 'expense',
  input: { description, amount },
  ...rest,
});

const bothApprove = (age: number, [manager, finance]: [string, string] = ['Grace', 'Linus']): Reply[] => [
  { node: 'manager_approval', value: approve, by: manager, age: age + 9 },
  { node: 'finance_approval', value: approve, by: finance, age },
];

export const CASES: Record<string, Case> = {
  train: expense('Train tickets to the customer in Bern', 184.5, { age: 3 * HOUR + 12 }),
  desk: expense('Standing desk for the new colleague', 620, {
    age: 5 * HOUR,
    replies: [{ node: 'manager_approval', value: approve, by: 'Grace', age: 4 * HOUR }],
  }),
  conference: expense('Conference tickets for three', 1890, { age: 51, expiresIn: 24 }),
  age: {
    graphId: 'age',
    input: { foo: 'abc' },
    age: DAY + 3 * HOUR,
    replies: [{ node: 'node', value: -20, by: 'Grace', age: DAY + HOUR }],
  },
  tools: {
    graphId: 'approve_tools',
    input: {},
    age: 47,
    claimedBy: 'Grace',
    assignee: 'Ada',
    comment: { by: 'Linus', text: 'The orders table is backed up every night.', age: 31 },
  },
  mail: {
    graphId: 'draft_mail',
    input: {},
    age: 38,
    replies: [
      { node: 'review', value: [{ type: 'response', args: 'Say when it will arrive.' }], by: 'Linus', age: 22 },
    ],
  },
  card: { graphId: 'charge_card', input: { amount: 240 }, age: 18, assignee: 'Linus' },
  signUp: { graphId: 'sign_up', input: {}, age: 96 },
  deploy: { graphId: 'deploy', input: { version: '2.3.0' }, age: 11 },
  room: {
    graphId: 'book_room',
    input: {},
    age: 2 * HOUR,
    replies: [{ node: 'details', value: { guests: 40, day: '2027-03-04' }, by: 'Linus', age: HOUR }],
  },
  trip: { graphId: 'plan_trip', input: {}, age: 4 },
  notice: { graphId: 'write_notice', input: {}, age: 74 },
  ratings: { graphId: 'rate_answers', input: {}, age: 2 * DAY },

  negative: expense('Refund of a deposit', -40, { age: 6 * HOUR }),
  chairs: expense('Chairs for the meeting room', 960, {
    age: DAY + 2 * HOUR,
    replies: [
      { node: 'manager_approval', value: approve, by: 'Grace', age: DAY + HOUR },
      { node: 'finance_approval', value: { decision: 'edit', amount: 880 }, by: 'Ada', age: DAY + 20 },
    ],
  }),
  phone: expense('A second phone', 1200, {
    age: 2 * DAY,
    replies: [
      {
        node: 'manager_approval',
        value: { decision: 'reject', reason: 'One is enough.' },
        by: 'Ada',
        age: 2 * DAY - 50,
      },
      { node: 'finance_approval', value: approve, by: 'Linus', age: 2 * DAY - 90 },
    ],
  }),
  books: expense('Books for the library', 210, { age: 3 * DAY, replies: bothApprove(3 * DAY - 40) }),
  taxi: expense('Taxi to the airport', 62, { age: 3 * DAY + 90, replies: bothApprove(3 * DAY + 15, ['Ada', 'Grace']) }),
  hotel: expense('Hotel in Lyon, two nights', 310, {
    age: 4 * DAY,
    replies: bothApprove(4 * DAY - 200, ['Ada', 'Linus']),
  }),
  paper: expense('Paper and toner', 45, { age: 5 * DAY, replies: bothApprove(5 * DAY - 20, ['Ada', 'Linus']) }),
  lunch: expense('Lunch with the visitors', 138, { age: 6 * DAY, replies: bothApprove(6 * DAY - 300) }),
  minors: {
    graphId: 'age',
    input: { foo: 'def' },
    age: 3 * DAY,
    replies: [{ node: 'node', value: 25, by: 'Ada', age: 3 * DAY - 4 }],
  },
  release: {
    graphId: 'deploy',
    input: { version: '2.2.1' },
    age: 2 * DAY + 30,
    replies: [
      { node: 'build', value: { id: 'apr_1', approved: true }, by: 'Grace', age: 2 * DAY + 21 },
      { node: 'push', value: { optionId: 'once', approved: true }, by: 'Ada', age: 2 * DAY + 2 },
    ],
  },
};
