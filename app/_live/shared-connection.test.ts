import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ANSWER_MS, ASLEEP_MS, CHECK_MS, PATIENCE_MS, SharedConnection } from './shared-connection';
import type { TabChannel, TabWord } from './tab-word';

interface Tab {
  shared: SharedConnection;
  channel: TabChannel;
  /** What became of its connection, and what it was told, in this order. */
  heard: string[];
  /** Whether it holds the connection of all. */
  holds: () => boolean;
  /** How often it has connected. */
  connects: () => number;
  /** The server says something to it. */
  say: (message: object) => void;
  fail: () => void;
  /** It hears the others, and they hear it. */
  isAwake: boolean;
}

let tabs: Tab[];
/** What tabs have said to each other. */
let said: TabWord['k'][];

function tell(from: Tab, word: TabWord): void {
  said.push(word.k);
  const others = tabs.filter((tab) => tab !== from && tab.isAwake && from.isAwake);
  // As a browser does, once what says it is done with what it does.
  queueMicrotask(() => {
    for (const { channel } of others) channel.onmessage?.(new MessageEvent('message', { data: structuredClone(word) }));
  });
}

class TestSource {
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readyState = 0;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

function openTab(): Tab {
  const sources: TestSource[] = [];
  const heard: string[] = [];
  const place = tabs.length;
  const handlers = {
    onConnection: (connection: string) => void heard.push(connection),
    onTrouble: (trouble: string | null) => void (trouble && heard.push(trouble)),
    onMessage: ({ k }: { k: string }) => void heard.push(k),
  };
  const connect = () => {
    const source = new TestSource();
    sources.push(source);
    return source;
  };
  const channel: TabChannel = { onmessage: null, postMessage: (word) => tell(tab, word) };
  const tab: Tab = {
    // Of tabs that do the same at the same moment, the earlier is the quicker one.
    shared: new SharedConnection(handlers, { channel, connect, random: () => (place + 1) / 10 }),
    channel,
    heard,
    holds: () => sources.some(({ isClosed }) => !isClosed),
    connects: () => sources.length,
    say: (message) => sources.at(-1)?.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) })),
    fail: () => sources.at(-1)?.onerror?.(new Event('error')),
    isAwake: true,
  };
  tabs.push(tab);
  tab.shared.join();
  return tab;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const holders = () => tabs.filter((tab) => tab.isAwake && tab.holds());
const THREAD = { k: 'thread', t: 't' };

/** One that leads and has been greeted, and two that follow. */
async function openThree(): Promise<[Tab, Tab, Tab]> {
  const leader = openTab();
  await pass(ANSWER_MS);
  leader.say({ k: 'hello' });
  const others = [openTab(), openTab()] as const;
  await pass(ANSWER_MS);
  for (const { heard } of tabs) heard.length = 0;
  return [leader, ...others];
}

/** The tab that leads hears nobody until another leads as well. */
async function openTwoLeaders(): Promise<{ former: Tab; leader: Tab }> {
  const [former, leader] = await openThree();
  former.isAwake = false;
  await pass(2 * CHECK_MS);
  leader.say({ k: 'hello' });
  await pass(0);
  former.isAwake = true;
  for (const { heard } of tabs) heard.length = 0;
  expect(holders()).toEqual([former, leader]);
  return { former, leader };
}

/** Time in which the server says no more than that it is there. */
async function passQuietly(leader: Tab, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 15_000) {
    leader.say({ k: 'beat' });
    await pass(15_000);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  tabs = [];
  said = [];
});

afterEach(() => vi.useRealTimers());

it('the first tab connects, and others hear what it hears', async () => {
  const [leader, ...others] = await openThree();

  leader.say(THREAD);
  leader.say({ k: 'database', trouble: 'full' });
  await pass(0);

  expect(holders()).toEqual([leader]);
  for (const { heard } of [leader, ...others]) expect(heard).toEqual(['thread', 'full']);
});

it('a tab that comes later reads everything again, once, and knows what is wrong', async () => {
  const [leader] = await openThree();
  leader.say({ k: 'database', trouble: 'full' });

  const late = openTab();
  await passQuietly(leader, 60_000);

  expect(late.heard[0]).toBe('open');
  expect(late.heard.filter((k) => k === 'resync')).toHaveLength(1);
  expect(late.heard).toContain('full');
  expect(holders()).toEqual([leader]);
});

it('tabs that are opened at the same moment agree on one', async () => {
  const opened = [openTab(), openTab(), openTab()];

  await pass(ANSWER_MS);
  const [leader] = holders();
  leader?.say({ k: 'hello' });
  await pass(0);

  expect(holders()).toHaveLength(1);
  for (const { heard } of opened) expect(heard).toEqual(['open', 'resync']);
});

it('when the tab that leads is closed another goes on, and all read again what was missed between', async () => {
  const [leader, ...others] = await openThree();

  leader.shared.leave();
  leader.isAwake = false;
  await pass(ANSWER_MS);
  holders()[0]?.say({ k: 'hello' });
  await pass(0);

  expect(holders()).toHaveLength(1);
  for (const { heard } of others) expect(heard).toEqual(['open', 'resync']);
});

it('when the tab that leads dies without a word another goes on soon', async () => {
  const [leader, ...others] = await openThree();

  leader.isAwake = false;
  await pass(2 * CHECK_MS);
  holders()[0]?.say({ k: 'hello' });
  await pass(0);

  expect(holders()).toHaveLength(1);
  for (const { heard } of others) expect(heard).toEqual(['open', 'resync']);
});

it('a tab that is looked at asks at once', async () => {
  const [leader, looked] = await openThree();

  leader.isAwake = false;
  looked.shared.look();
  await pass(PATIENCE_MS);

  expect(holders()).toEqual([looked]);
});

it('a tab that slept reads everything again, and one that led then follows', async () => {
  const { former, leader } = await openTwoLeaders();

  await passQuietly(leader, 15_000);

  expect(holders()).toEqual([leader]);
  expect(former.heard).toContain('resync');
  expect(leader.heard).toEqual([]);
});

it('so it does when the clock was set back meanwhile', async () => {
  const [former, leader] = await openThree();
  former.isAwake = false;
  vi.setSystemTime(Date.now() - 3_600_000);
  await pass(2 * CHECK_MS);
  leader.say({ k: 'hello' });
  await pass(0);

  former.isAwake = true;
  await passQuietly(leader, 15_000);

  expect(holders()).toEqual([leader]);
});

it('of two tabs that lead neither takes from the other what the server tells it, nor its place when it is closed', async () => {
  const { former, leader } = await openTwoLeaders();

  leader.say(THREAD);
  await pass(0);
  expect(former.heard).toEqual([]);
  former.shared.leave();
  await passQuietly(leader, 15_000);

  expect(holders()).toEqual([leader]);
  expect(leader.connects()).toBe(1);
});

it('two tabs that began to lead in the same millisecond agree on one', async () => {
  const deaf = [openTab(), openTab()];
  for (const tab of deaf) tab.isAwake = false;
  await pass(ANSWER_MS);
  for (const tab of deaf) tab.isAwake = true;
  expect(holders()).toEqual(deaf);

  openTab();
  await pass(0);

  expect(holders()).toHaveLength(1);
});

it('a tab that follows and slept reads everything again when it is looked at', async () => {
  const [leader, , sleeper] = await openThree();
  const awake = tabs;
  tabs = tabs.filter((tab) => tab !== sleeper);
  vi.setSystemTime(Date.now() + 2 * ASLEEP_MS);
  leader.say({ k: 'beat' });
  await pass(0);
  tabs = awake;

  sleeper.shared.look();
  await pass(0);

  expect(sleeper.heard).toEqual(['open', 'resync']);
  expect(holders()).toEqual([leader]);
});

it('a connection that is lost is lost in every tab, also in one that comes then', async () => {
  const [leader] = await openThree();

  leader.fail();
  await pass(0);
  expect(tabs.map(({ heard }) => heard)).toEqual([['lost'], ['lost'], ['lost']]);
  const late = openTab();
  await pass(ANSWER_MS);
  expect(late.heard).toEqual(['lost']);

  leader.say({ k: 'hello' });
  await pass(0);
  for (const { heard } of tabs) expect(heard.slice(-3)).toEqual(['lost', 'open', 'resync']);
  expect(late.holds()).toBe(false);
});

it('when the network changes the tab that leads connects anew, and no other', async () => {
  await openThree();

  for (const { shared } of tabs) shared.tryAgain();

  expect(tabs.map(({ connects }) => connects())).toEqual([2, 0, 0]);
});

it('as long as the tab that leads says something nobody asks for it', async () => {
  const [leader] = await openThree();
  said.length = 0;

  for (let at = 0; at < 4 * CHECK_MS; at += CHECK_MS / 2) {
    leader.say(THREAD);
    await pass(CHECK_MS / 2);
  }

  expect(new Set(said)).toEqual(new Set(['said']));
});

it('while nothing is amiss nobody connects anew, however long', async () => {
  const [leader] = await openThree();

  await passQuietly(leader, 10 * 60_000);

  expect(holders()).toEqual([leader]);
  expect(tabs.map(({ heard }) => heard)).toEqual([[], [], []]);
});

it('a tab that has left hears nothing, until it joins again', async () => {
  const [leader, other] = await openThree();

  other.shared.leave();
  leader.say(THREAD);
  await pass(CHECK_MS * 3);
  expect(other.heard).toEqual([]);
  other.shared.join();
  await pass(0);

  expect(other.heard).toEqual(['open', 'resync']);
});
