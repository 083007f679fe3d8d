// The door to the database. `database()` is what the server uses: one per process, on DATABASE_URL or on the embedded
// PostgreSQL, migrated. `openDatabase()` opens one that exists and is migrated already.
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { connectionUrl } from './connection-url';
import { noConnection } from './database-unavailable';
import { PrismaClient } from './generated/client';
import { type Hub, PgHub } from './hub';
import { KeptHeads } from './kept-heads';
import { Lanes } from './lanes';
import { migrate } from './migrate';
import type { Hearing } from './notification';
import { processWide } from './process-wide';
import { PgSql } from './sql';
import { statementNames } from './statement-names';
import { TroubleWatch } from './trouble-watch';
import { tryToStore } from './try-to-store';
import { attachToServer } from './with-server';

export interface Database {
  prisma: PrismaClient;
  /** The same connections without Prisma in between, for statements that every run passes through. */
  sql: PgSql;
  url: string;
  hub: Hub;
  /** Whether it is in trouble, and which. */
  trouble: TroubleWatch;
  /** What runs of this process need not read again. */
  heads: KeptHeads;
  /** Ends all connections; the embedded server stops with the last process that uses it. */
  close(): Promise<void>;
}

const DEFAULT_POOL_SIZE = 10;
/** A server that accepts no connection, and one that fell silent in the middle of a statement. */
const CONNECT_TIMEOUT_MS = 15_000;
const STATEMENT_TIMEOUT_MS = 60_000;
const INT8 = 20;

interface DatabaseOptions {
  url: string;
  poolSize?: number;
  /** Default: all. */
  hears?: Hearing;
}

export async function openDatabase({ url, poolSize, hears }: DatabaseOptions): Promise<Database> {
  const connectionString = connectionUrl(url);
  const options = {
    connectionString,
    application_name: 'holdpoint',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    pipeline: true,
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...options, max: poolSize ?? DEFAULT_POOL_SIZE });
  const lanes = new Lanes(options);
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // Nor may one that a transaction holds and that breaks between two of its statements.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const nameOf = statementNames();
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }) });
  const onTrouble = (error: unknown) => trouble.note(error);
  const hub = new PgHub(connectionString, { hears, onTrouble });
  const sql = new PgSql({ pool, lanes, onTrouble }, nameOf);
  const trouble: TroubleWatch = new TroubleWatch(() => tryToStore(sql));
  const close = async () => {
    trouble.close();
    await hub.close();
    await Promise.all([prisma.$disconnect(), lanes.close()]);
    if (!pool.ended) await pool.end();
  };
  try {
    await hub.connect();
  } catch (cause) {
    await close();
    throw noConnection(url, cause);
  }
  return { prisma, sql, url, hub, trouble, heads: new KeptHeads(), close: once(close) };
}

/**
 * The process's database; the first call says what the process hears. A failed start is forgotten, so that the next call tries
 * again.
 */
export function database(hears?: Hearing): Promise<Database> {
  const held = processWide<{ database?: Promise<Database> }>('database', () => ({}));
  held.database ??= start(hears, () => {
    held.database = undefined;
  });
  return held.database;
}

async function start(hears: Hearing | undefined, forget: () => void): Promise<Database> {
  try {
    const server = await attachToServer();
    try {
      await migrate(server.url);
      const opened = await openDatabase({ url: server.url, hears });
      const close = async () => {
        forget();
        await opened.close();
        await server.detach();
      };
      return { ...opened, close: once(close) };
    } catch (error) {
      await server.detach();
      throw error;
    }
  } catch (error) {
    forget();
    throw error;
  }
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}

/** As Prisma reads them: a bigint is not a string. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format);
