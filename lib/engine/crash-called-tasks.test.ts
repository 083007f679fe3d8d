import { expect, test } from 'vitest';
import {
  Command,
  entrypoint,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  type PendingWrite,
  type RunnableConfig,
  START,
  StateGraph,
  type StateSnapshot,
  task,
} from './index';
import { ToolNode, tool } from './prebuilt/index';
import { freshThread, LogState } from './testing';

class Died extends Error {}

/** Dies at its n-th write, just before or just after that is stored, and does nothing from then on. */
class MortalSaver extends MemorySaver {
  writes = 0;
  dies: { at: number; before: boolean } | undefined;

  override put(...args: Parameters<MemorySaver['put']>) {
    return this.mortally(() => super.put(...args));
  }

  override putWrites(...args: [RunnableConfig, PendingWrite[], string]) {
    return this.mortally(() => super.putWrites(...args));
  }

  private async mortally<Result>(store: () => Promise<Result>): Promise<Result> {
    const number = ++this.writes;
    if (!this.dies || number < this.dies.at) return store();
    if (number === this.dies.at && !this.dies.before) await store();
    throw new Died();
  }
}

interface Runnable {
  invoke(input: never, config: never): Promise<unknown>;
  getState(config: RunnableConfig): Promise<StateSnapshot<unknown>>;
}

/** Does what a server does, until the thread is done: begins it, answers it, or goes on with it. */
async function drive(graph: Runnable, input: unknown, config: RunnableConfig): Promise<unknown> {
  for (;;) {
    const { metadata, tasks, values } = await graph.getState(config);
    const [open] = tasks.flatMap(({ interrupts }) => interrupts);
    const resume = open && new Command({ resume: { [open.id ?? '']: `to ${open.value}` } });
    if (metadata && tasks.length === 0) return values;
    await graph.invoke((metadata ? (resume ?? null) : input) as never, config as never);
  }
}

type Case = [name: string, build: (ran: string[]) => Runnable, input: unknown];

const CASES: Case[] = [
  [
    'a workflow',
    (ran) => {
      const pay = task('pay', async (what: string) => {
        ran.push(`pay ${what}`);
        return `paid ${what}`;
      });
      const ask = task('ask', async (what: string) => {
        const answer = interrupt<string, string>(what);
        ran.push(`answered ${what}`);
        return answer;
      });
      return entrypoint('workflow', async (item: string) => {
        const paid = await Promise.all([pay(`${item} 1`), pay(`${item} 2`)]);
        return [...paid, ...(await Promise.all([ask('one'), ask('two')])), await pay('tip')];
      });
    },
    'item',
  ],
  [
    'tool calls',
    (ran) => {
      const buy = tool(
        ({ what }: { what: string }) => {
          if (what !== 'milk') interrupt(what);
          ran.push(`bought ${what}`);
          return what;
        },
        { name: 'buy' },
      );
      return new StateGraph(MessagesAnnotation)
        .addNode('tools', new ToolNode([buy]))
        .addEdge(START, 'tools')
        .compile();
    },
    {
      messages: [
        {
          id: 'asking',
          type: 'ai',
          content: '',
          tool_calls: ['milk', 'wine', 'rum'].map((what) => ({ name: 'buy', args: { what }, id: what })),
        },
      ],
    },
  ],
  [
    'an error handler',
    (ran) =>
      new StateGraph(LogState)
        .addNode(
          'a',
          () => {
            ran.push('failed');
            throw new Error('boom');
          },
          {
            ends: ['b'],
            errorHandler: (_, { error }) =>
              new Command({ update: { log: `${error.message} ${interrupt('?')}` }, goto: 'b' }),
          },
        )
        .addNode('b', () => {
          ran.push('b');
          return { log: 'b' };
        })
        .addEdge(START, 'a')
        .compile(),
    {},
  ],
];

const contents = (values: unknown) =>
  JSON.stringify(values, (key, value: unknown) => (key === 'id' ? undefined : value));

test.each(CASES)(
  '%s that dies at any write ends as if it had not, and repeats no more than what died',
  async (...[, build, input]) => {
    const alive = new MortalSaver();
    const expected: string[] = [];
    const at = (saver: MortalSaver) => ({
      configurable: { ...freshThread().configurable, __pregel_checkpointer: saver },
    });
    const result = await drive(build(expected), input, at(alive));
    expect(alive.writes).toBeGreaterThan(5);
    expect(new Set(expected).size, 'undisturbed, each is done once').toBe(expected.length);

    for (let n = 1; n <= alive.writes; n++) {
      for (const before of [true, false]) {
        const saver = new MortalSaver();
        const config = at(saver);
        const ran: string[] = [];
        saver.dies = { at: n, before };
        await expect(drive(build(ran), input, config)).rejects.toThrow(Died);
        saver.dies = undefined;
        const again: string[] = [];

        expect(contents(await drive(build(again), input, config)), `write ${n}`).toBe(contents(result));
        // Nothing is left out, and of what was done before nothing is done again once it is stored.
        const done = [...ran, ...again];
        expect(new Set(done)).toEqual(new Set(expected));
        const repeated = done.length - expected.length;
        expect(repeated, `write ${n}: ${done}`).toBeLessThanOrEqual(before ? 3 : 2);
      }
    }
  },
);
