import { v4 } from 'uuid';
import { openHoldpoint } from '#lib/runs/holdpoint';
import type { Prisma } from '#lib/store/generated/client';
import { testDatabase } from './database';

interface Asked extends Partial<Prisma.InterruptUncheckedCreateInput> {
  minute: number;
  threadTitle?: string;
  /** Of the thread. */
  metadata?: Record<string, Prisma.InputJsonValue>;
  status?: 'error';
}

/** An inbox of its own, and the way to put questions into it as if a graph had asked them. */
export async function testInbox() {
  const hp = await openHoldpoint(await testDatabase(), new Map());

  async function ask(title: string, asked: Asked): Promise<void> {
    const { minute, threadTitle, metadata = {}, status, graphId = 'age', ...rest } = asked;
    const { prisma } = hp.db;
    const assistant = await prisma.assistant.create({ data: { id: v4(), graphId, name: graphId } });
    const about = { title: threadTitle, metadata: { demo: true, ...metadata }, status };
    const thread = await prisma.thread.create({ data: { id: v4(), ...about } });
    const where = { threadId: thread.id, graphId };
    const run = await prisma.run.create({
      data: { ...where, id: v4(), assistantId: assistant.id, kind: 'input', multitaskStrategy: 'enqueue' },
    });
    await prisma.interrupt.create({
      data: {
        ...{ ...where, id: v4().replaceAll('-', ''), runId: run.id, assistantId: assistant.id, taskId: v4() },
        threadTitle,
        ...{ node: 'ask', ns: '', checkpointId: '1', value: title, title, createdAt: new Date(minute * 60_000) },
        ...rest,
      },
    });
  }

  return { hp, ask };
}
