export interface ShortcutEntry {
  /** Any of them, as `Shortcuts` names them. */
  keys: string[];
  what: string;
  /** It moves about on the screen, so it makes no sense as a command by name. */
  isMove?: boolean;
}

export interface ShortcutGroup {
  title: string;
  /** The addresses of the screens where it holds; one that ends with a slash stands for all that begin so. */
  on: string[];
  /** Where it holds too while something is open beside a list. */
  beside?: string[];
  entries: ShortcutEntry[];
}

const questions = ['/i/', '/inbox/work'];
const everywhere = ['/'];

/** All keys, by where they hold. What is not in here is in no sheet and no palette. */
export const shortcutCatalogue: ShortcutGroup[] = [
  {
    title: 'A question',
    on: questions,
    beside: ['/inbox'],
    entries: [
      { keys: ['a'], what: 'Choose to approve, once all of it is in sight' },
      { keys: ['e'], what: 'Choose to edit' },
      { keys: ['r'], what: 'Choose to reject' },
      { keys: ['m'], what: 'Choose to respond, or write the answer' },
      { keys: [']'], what: 'Next action of several', isMove: true },
      { keys: ['['], what: 'Previous action of several', isMove: true },
      { keys: ['d'], what: 'Difference between the proposal and your edit' },
      { keys: ['v'], what: 'Form or JSON' },
      { keys: ['c'], what: 'Claim the question, or release it' },
      { keys: ['i'], what: 'Assign the question' },
      { keys: ['h'], what: 'Snooze the question' },
      { keys: ['n'], what: 'Write a comment' },
      { keys: ['mod+Enter'], what: 'Send the answer; once more: without waiting' },
      { keys: ['z'], what: 'Take back what you have just sent' },
      { keys: ['o'], what: 'Open its thread' },
      { keys: ['u', 'Escape'], what: 'Back to the inbox' },
    ],
  },
  {
    title: 'The queue',
    on: ['/inbox/work'],
    entries: [
      { keys: ['s'], what: 'Skip the question' },
      { keys: ['k'], what: 'Back to the question before' },
    ],
  },
  {
    title: 'A thread',
    on: ['/threads/'],
    entries: [
      { keys: ['t'], what: 'Next tab', isMove: true },
      { keys: ['T'], what: 'Previous tab', isMove: true },
      { keys: ['m'], what: 'Write a message' },
      { keys: ['d'], what: 'In the history: compare the head with the one before' },
      { keys: ['u', 'Escape'], what: 'Back to the threads' },
    ],
  },
  {
    title: 'The inbox',
    on: ['/inbox'],
    entries: [
      { keys: ['x'], what: 'Select the question', isMove: true },
      { keys: ['J', 'K'], what: 'Select on the way', isMove: true },
      { keys: ['i'], what: 'Assign the question, or what is selected' },
      { keys: ['h'], what: 'Snooze the question, or what is selected' },
      { keys: ['mod+a'], what: 'Select all that the list shows', isMove: true },
      { keys: ['1-9'], what: 'Open a view', isMove: true },
      { keys: ['f'], what: 'To the filters', isMove: true },
      { keys: ['w'], what: 'Work the queue, one question after the other' },
    ],
  },
  {
    title: 'Lists',
    on: ['/inbox', '/threads', '/runs'],
    entries: [
      { keys: ['j'], what: 'Next', isMove: true },
      { keys: ['k'], what: 'Previous', isMove: true },
      { keys: ['o', 'Enter'], what: 'Open', isMove: true },
      { keys: ['/'], what: 'Search this list' },
    ],
  },
  {
    title: 'Go to',
    on: everywhere,
    entries: [
      { keys: ['g i'], what: 'Inbox' },
      { keys: ['g t'], what: 'Threads' },
      { keys: ['g r'], what: 'Runs' },
      { keys: ['g g'], what: 'Graphs' },
      { keys: ['g a'], what: 'Activity' },
      { keys: ['g n'], what: 'Insights' },
      { keys: ['g s'], what: 'Settings' },
      { keys: ['mod+Shift+j'], what: 'The newest question that waits' },
    ],
  },
  {
    title: 'Everywhere',
    on: everywhere,
    entries: [
      { keys: ['mod+k'], what: 'Commands and search', isMove: true },
      { keys: ['Escape'], what: 'Leave the field, so that single keys work', isMove: true },
      { keys: ['?'], what: 'This sheet of keys' },
    ],
  },
];

/** Whether the keys of a group hold on a screen. */
export function holdsOn(group: ShortcutGroup, pathname: string): boolean {
  return group.on.some((on) => (on.endsWith('/') ? pathname.startsWith(on) : pathname === on));
}

/** Whether it holds on every screen. */
export function isEverywhere(group: ShortcutGroup): boolean {
  return group.on === everywhere;
}
