import { describe, expect, it } from 'vitest';
import { testApi } from '#lib/testing/test-api';
import { asks, asksInParallel } from '#lib/testing/test-graphs';

const { call, newThread } = await testApi({
  asks: asks({ value: 'What is your age?', responseSchema: { type: 'integer', minimum: 0 } }),
  parallel: asksInParallel(),
});

async function askingThread(graph = 'asks') {
  const threadId = await newThread();
  const paused = await (
    await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: graph, input: { say: 'x' } })
  ).json();
  return { threadId, questions: paused.__interrupt__ as { id: string; value: string }[] };
}

describe('answering', () => {
  it('pauses with the values so far and the question', async () => {
    const { threadId, questions } = await askingThread();

    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();

    expect(questions).toMatchObject([{ value: 'What is your age?', response_schema: { type: 'integer', minimum: 0 } }]);
    expect(run).toMatchObject({ status: 'interrupted', stop_reason: 'paused' });
  });

  it('resumes with falsy answers as with any other', async () => {
    const { threadId } = await askingThread();

    const values = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'asks',
      command: { resume: 0 },
    });

    expect(await values.json()).toMatchObject({ log: ['0'] });
  });

  it('shows in the history what was asked, what was answered, and by whom', async () => {
    const { threadId, questions } = await askingThread();
    await call(
      'POST',
      `/threads/${threadId}/runs/wait`,
      { assistant_id: 'asks', command: { resume: 25 } },
      { 'x-holdpoint-actor': 'Max' },
    );

    const history = await (await call('POST', `/threads/${threadId}/history`, {})).json();

    const answers = history.flatMap(({ tasks }: { tasks: { answers?: unknown[] }[] }) =>
      tasks.flatMap((task) => task.answers ?? []),
    );
    expect(answers).toEqual([
      { id: questions[0]!.id, question: 'What is your age?', answer: 25, at: expect.any(String), by: 'Max' },
    ]);
  });

  it('tells the second reviewer who was first', async () => {
    const { threadId, questions } = await askingThread();
    const path = `/threads/${threadId}/runs/wait`;
    const answer = (value: number, actor: string) =>
      call(
        'POST',
        path,
        { assistant_id: 'asks', command: { resume: { [questions[0]!.id]: value } } },
        { 'x-holdpoint-actor': encodeURIComponent(actor) },
      );
    await (await answer(25, 'Zoë')).text();

    const second = await answer(30, 'Max');

    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      code: 'interrupt_not_pending',
      interrupt_id: questions[0]!.id,
      decided_by: 'Zoë',
    });
  });

  it('refuses an answer against the schema, field by field, and keeps the question open', async () => {
    const { threadId } = await askingThread();

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'asks',
      command: { resume: -20 },
    });

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid_answer',
      errors: [{ path: [], message: expect.any(String) }],
    });
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({ status: 'interrupted' });
  });

  it('keeps asking the questions that are still open', async () => {
    const { threadId, questions } = await askingThread('parallel');
    const [left, right] = questions;

    const paused = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'parallel',
      command: { resume: { [left!.id]: 'yes' } },
    });

    expect((await paused.json()).__interrupt__).toMatchObject([{ id: right!.id, value: right!.value }]);
  });

  it('refuses new input while a question is open, when asked to', async () => {
    const { threadId, questions } = await askingThread();

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'asks',
      input: { say: 'y' },
      on_pending_interrupt: 'reject',
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'interrupt_pending', interrupt_ids: [questions[0]!.id] });
  });
});
