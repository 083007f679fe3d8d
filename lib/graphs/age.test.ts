import { describe, expect, it } from 'vitest';
import { CONFIG_KEY_CHECKPOINTER, Command, MemorySaver } from '#lib/engine';
import { age } from './age';

const onNewThread = () => ({
  configurable: { thread_id: crypto.randomUUID(), [CONFIG_KEY_CHECKPOINTER]: new MemorySaver() },
});

async function questionOf(config: ReturnType<typeof onNewThread>): Promise<unknown> {
  const { tasks } = await age.getState(config);
  return tasks[0]?.interrupts[0]?.value;
}

describe('the age graph', () => {
  it('asks again until it gets an age, as the guide prints it', async () => {
    const config = onNewThread();

    await age.invoke({ foo: 'abc' }, config);
    expect(await questionOf(config)).toBe('What is your age?');
    await age.invoke(new Command({ resume: -20 }), config);
    expect(await questionOf(config)).toBe("'-20 is not a valid age. What is your age?");
    await age.invoke(new Command({ resume: { foo: 'bar' } }), config);
    expect(await questionOf(config)).toBe(`'{"foo":"bar"} is not a valid age. What is your age?`);
    const done = await age.invoke(new Command({ resume: 25 }), config);

    expect(done).toEqual({ foo: 'abc', human_value: 'The human is 25 years old.' });
    expect((await age.getState(config)).next).toEqual([]);
  });

  it('takes 0 for an age', async () => {
    const config = onNewThread();
    await age.invoke({ foo: 'abc' }, config);

    const done = await age.invoke(new Command({ resume: 0 }), config);

    expect(done.human_value).toBe('The human is 0 years old.');
  });

  it.each([25.5, 'twenty', '25', true, [25], Number.POSITIVE_INFINITY])(
    'does not take %j for an age',
    async (answer) => {
      const config = onNewThread();
      await age.invoke({ foo: 'abc' }, config);

      await age.invoke(new Command({ resume: answer }), config);

      expect(await questionOf(config)).toMatch(/is not a valid age\. What is your age\?$/);
    },
  );
});
