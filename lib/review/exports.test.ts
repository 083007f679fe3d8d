import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { setStateValues } from '#lib/runs/set-state-values';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { asText, csvLine } from './csv-line';
import { exportActivity } from './export-activity';
import { exportThread } from './export-thread';
import { listActivity } from './list-activity';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { age: asks({ value: 'Say "yes",\nplease' }) });
});

async function answered(value: unknown, note: string): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'age', { input: { say: 'x' } });
  await hp.runAll();
  const [question] = await hp.openQuestions(threadId);
  await answerInterrupt(hp, { interruptId: question?.id ?? '', value, actor: 'Ana', note });
  await hp.runAll();
  return threadId;
}

async function textOf(pieces: AsyncGenerator<string> | null): Promise<string> {
  let text = '';
  for await (const piece of pieces ?? []) text += piece;
  return text;
}

/** Reads what RFC 4180 describes, and nothing else. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, inQuotes, plain, end] of text.matchAll(cell)) {
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('csvLine', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a,b', 'say "hi"', 'two\r\nlines', ''], '"a,b","say ""hi""","two\r\nlines",\r\n'],
  ])('writes %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('keeps a spreadsheet from running a text', () => {
    expect(['=1+1', '+1', '-1', '@x', 'fine'].map(asText)).toEqual(["'=1+1", "'+1", "'-1", "'@x", 'fine']);
  });
});

describe('exportActivity', () => {
  it('writes every decision that matches as CSV that can be read again', async () => {
    const threadId = await answered({ age: 25, text: 'a "b", c\n' }, '=HYPERLINK("x")');

    const [header = [], ...rows] = parseCsv(await textOf(exportActivity(hp, { format: 'csv', filter: { threadId } })));

    const answer = rows.find((row) => row[header.indexOf('kind')] === 'answer') ?? [];
    const cell = (name: string) => answer[header.indexOf(name)] ?? '';
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => header.length));
    expect(JSON.parse(cell('after'))).toEqual({ age: 25, text: 'a "b", c\n' });
    expect([cell('actor'), cell('thread_id'), cell('note')]).toEqual(['Ana', threadId, `'=HYPERLINK("x")`]);
  });

  it('writes one JSON document a line, with what stood before an edit and after it', async () => {
    const threadId = await answered(1, 'because');
    await setStateValues(hp, { threadId, values: { say: 'y' }, actor: 'Ben' });

    const text = await textOf(exportActivity(hp, { format: 'jsonl', filter: { threadId } }));

    const lines = text.split('\n').slice(0, -1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      kind: 'update_state',
      actor: 'Ben',
      before: { say: 'x' },
      after: { say: 'y' },
    });
    expect(lines).toHaveLength((await listActivity(hp, { threadId })).items.length);
  });

  it('goes on over pages without losing or repeating a decision', async () => {
    const threadId = await hp.newThread();
    const rows = Array.from({ length: 1203 }, (_, n) => ({ threadId, kind: 'message', actor: `Person ${n}` }));
    await hp.db.prisma.decision.createMany({ data: rows });

    const text = await textOf(exportActivity(hp, { format: 'jsonl', filter: { threadId } }));

    const actors = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).actor);
    expect(actors).toEqual(rows.map(({ actor }) => actor).reverse());
  });

  it('is filtered by graph and by day, as the list is', async () => {
    const threadId = await answered(1, 'x');
    const count = async (filter: Parameters<typeof listActivity>[1]) =>
      (await listActivity(hp, { threadId, ...filter })).items.length;
    const [tomorrow, yesterday] = [1, -1].map((days) => new Date(Date.now() + days * 86_400_000));

    expect(await count({ graphId: 'age', since: yesterday, until: tomorrow })).toBe(await count({}));
    expect(await count({ graphId: 'other' })).toBe(0);
    expect(await count({ since: tomorrow })).toBe(0);
    expect(await count({ until: yesterday })).toBe(0);
  });
});

describe('exportThread', () => {
  it('is one JSON document with the state, the history, the conversation and the decisions', async () => {
    const threadId = await answered(25, 'why not');

    const all = JSON.parse(await textOf(await exportThread(hp, threadId)));

    expect(all.thread.id).toBe(threadId);
    expect(all.state.values).toEqual({ log: ['25'], say: 'x' });
    expect(all.history).toHaveLength(3);
    expect(all.history[0].checkpointId).toBe(all.state.checkpointId);
    expect(all.decisions[0]).toMatchObject({ kind: 'answer', actor: 'Ana', value: 25 });
    expect(all.conversation.map(({ type }: { type: string }) => type)).toContain('question');
  });

  it('is nothing for a thread that is not there', async () => {
    expect(await exportThread(hp, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});
