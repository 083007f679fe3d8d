import { describe, expect, it } from 'vitest';
import { testApi } from '#lib/testing/test-api';
import { twoSteps } from '#lib/testing/test-graphs';

const { call } = await testApi({ steps: twoSteps() });

async function run(body: Record<string, unknown>) {
  const { thread_id } = await (await call('POST', '/threads', {})).json();
  return call('POST', `/threads/${thread_id}/runs`, { assistant_id: 'steps', input: { say: 'hi' }, ...body });
}

describe('the options of a run', () => {
  it.each([
    ['the body', { timeout_seconds: 5, repair_dangling_tool_calls: true }],
    ['its config', { config: { timeout_seconds: 5, repair_dangling_tool_calls: true } }],
    [
      'both, where the body counts',
      { timeout_seconds: 5, config: { timeout_seconds: 9, repair_dangling_tool_calls: true } },
    ],
  ])('are read from %s, and the run shows them', async (_name, body) => {
    const { kwargs } = await (await run(body)).json();

    expect(kwargs.config).toMatchObject({ timeout_seconds: 5, repair_dangling_tool_calls: true });
  });

  it('come from the assistant where the run does not say', async () => {
    const config = { timeout_seconds: 5, repair_dangling_tool_calls: true };
    const assistant = await (await call('POST', '/assistants', { graph_id: 'steps', config })).json();

    const body = { assistant_id: assistant.assistant_id, config: { repair_dangling_tool_calls: false } };
    const { kwargs } = await (await run(body)).json();

    expect(kwargs.config).toMatchObject({ timeout_seconds: 5, repair_dangling_tool_calls: false });
  });

  it.each([
    ['timeout_seconds', 0],
    ['timeout_seconds', -1],
    ['timeout_seconds', '5'],
    ['timeout_seconds', 1e9],
    ['repair_dangling_tool_calls', 'yes'],
  ])('are refused when %s is %j, wherever it stands', async (name, value) => {
    const responses = [
      await run({ [name]: value }),
      await run({ config: { [name]: value } }),
      await call('POST', '/assistants', { graph_id: 'steps', config: { [name]: value } }),
    ];

    expect(responses.map(({ status }) => status)).toEqual([422, 422, 422]);
    for (const response of responses) expect(JSON.stringify(await response.json())).toContain(name);
  });
});
