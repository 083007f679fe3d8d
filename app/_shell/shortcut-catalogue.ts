import { c, t } from '#lib/language/gettext';

export interface ShortcutEntry {
  /** Any of them, as `Shortcuts` names them. */
  keys: string[];
  what: () => string;
  /** It moves about on the screen, so it makes no sense as a command by name. */
  isMove?: boolean;
}

export interface ShortcutGroup {
  title: () => string;
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
    title: () => t`A question`,
    on: questions,
    beside: ['/inbox'],
    entries: [
      { keys: ['a'], what: () => t`Choose to approve, once all of it is in sight` },
      { keys: ['e'], what: () => t`Choose to edit` },
      { keys: ['r'], what: () => t`Choose to reject` },
      { keys: ['m'], what: () => t`Choose to respond, or write the answer` },
      { keys: [']'], what: () => t`Next action of several`, isMove: true },
      { keys: ['['], what: () => t`Previous action of several`, isMove: true },
      { keys: ['d'], what: () => t`Difference between the proposal and your edit` },
      { keys: ['v'], what: () => t`Form or JSON` },
      { keys: ['c'], what: () => t`Claim the question, or release it` },
      { keys: ['i'], what: () => t`Assign the question` },
      { keys: ['h'], what: () => t`Snooze the question` },
      { keys: ['n'], what: () => t`Write a comment` },
      { keys: ['mod+Enter'], what: () => t`Send the answer; once more: without waiting` },
      { keys: ['z'], what: () => t`Take back what you have just sent` },
      { keys: ['o'], what: () => t`Open its thread` },
      { keys: ['u', 'Escape'], what: () => t`Back to the inbox` },
    ],
  },
  {
    title: () => t`The queue`,
    on: ['/inbox/work'],
    entries: [
      { keys: ['s'], what: () => t`Skip the question` },
      { keys: ['k'], what: () => t`Back to the question before` },
    ],
  },
  {
    title: () => t`A thread`,
    on: ['/threads/'],
    entries: [
      { keys: ['t'], what: () => t`Next tab`, isMove: true },
      { keys: ['T'], what: () => t`Previous tab`, isMove: true },
      { keys: ['m'], what: () => t`Write a message` },
      { keys: ['d'], what: () => t`In the history: compare the head with the one before` },
      { keys: ['u', 'Escape'], what: () => t`Back to the threads` },
    ],
  },
  {
    title: () => t`The inbox`,
    on: ['/inbox'],
    entries: [
      { keys: ['x'], what: () => t`Select the question`, isMove: true },
      { keys: ['J', 'K'], what: () => t`Select on the way`, isMove: true },
      { keys: ['i'], what: () => t`Assign the question, or what is selected` },
      { keys: ['h'], what: () => t`Snooze the question, or what is selected` },
      { keys: ['mod+a'], what: () => t`Select all that the list shows`, isMove: true },
      { keys: ['1-9'], what: () => t`Open a view`, isMove: true },
      { keys: ['f'], what: () => t`To the filters`, isMove: true },
      { keys: ['w'], what: () => t`Work the queue, one question after the other` },
    ],
  },
  {
    title: () => t`Lists`,
    on: ['/inbox', '/threads', '/runs'],
    entries: [
      { keys: ['j'], what: () => c('in a list').t`Next`, isMove: true },
      { keys: ['k'], what: () => c('in a list').t`Previous`, isMove: true },
      { keys: ['o', 'Enter'], what: () => c('verb').t`Open`, isMove: true },
      { keys: ['/'], what: () => t`Search this list` },
    ],
  },
  {
    title: () => t`Go to`,
    on: everywhere,
    entries: [
      { keys: ['g i'], what: () => t`Inbox` },
      { keys: ['g t'], what: () => t`Threads` },
      { keys: ['g r'], what: () => t`Runs` },
      { keys: ['g g'], what: () => t`Graphs` },
      { keys: ['g a'], what: () => t`Activity` },
      { keys: ['g n'], what: () => t`Insights` },
      { keys: ['g s'], what: () => t`Settings` },
      { keys: ['mod+Shift+j'], what: () => t`The newest question that waits` },
    ],
  },
  {
    title: () => t`Everywhere`,
    on: everywhere,
    entries: [
      { keys: ['mod+k'], what: () => t`Commands and search`, isMove: true },
      { keys: ['Escape'], what: () => t`Leave the field, so that single keys work`, isMove: true },
      { keys: ['?'], what: () => t`This sheet of keys` },
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
