import type { Client } from '@langchain/langgraph-sdk';
import pg from 'pg';
import { copyThreads } from '../scale/copy-threads';
import type { BenchServer } from '../servers/bench-server';

/** Two nodes that ask, so that there is something to filter by. */
const TEMPLATES = [
  { graphId: 'expense', input: { description: 'A chair for the office', amount: 120 } },
  { graphId: 'age', input: { foo: 'A visitor at the door' } },
];

/** Fills the inbox with so many questions that wait. @returns the ids of the newest ones that can be approved */
export async function fillInbox({ client, databaseUrl }: BenchServer, pending: number): Promise<string[]> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    let filled = 0;
    for (const template of TEMPLATES) {
      const { threadId, questions } = await pause(client, template);
      const threads = Math.round(pending / TEMPLATES.length / questions);
      const templates = { done: threadId, waiting: threadId, answered: threadId };
      await copyThreads(database, { templates, from: filled, total: filled + threads });
      filled += threads;
    }
    await database.query('VACUUM (ANALYZE)');
    const { rows } = await database.query<{ id: string }>(
      `SELECT id FROM interrupts WHERE node = 'manager_approval' AND outcome = 'pending' ORDER BY created_at DESC LIMIT 200`,
    );
    return rows.map(({ id }) => id);
  } finally {
    await database.end();
  }
}

/** A thread that really waits, and at how many questions. */
async function pause(client: Client, { graphId, input }: (typeof TEMPLATES)[number]) {
  const { thread_id: threadId } = await client.threads.create();
  await client.runs.wait(threadId, graphId, { input });
  const { tasks } = await client.threads.getState(threadId);
  return { threadId, questions: tasks.reduce((sum, { interrupts }) => sum + interrupts.length, 0) };
}
