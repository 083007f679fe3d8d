import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PostgresHolder } from '#lib/testing/postgres-holder';
import { runSql } from '#lib/testing/run-sql';
import { openDatabase } from '../database';
import type { Notification } from '../notification';
import { attachToEmbeddedPostgres } from './attach';

// Servers that start and stop take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

let root: string;
/** A folder that only its owner may enter, as a home is. */
let home: string;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdpoint-attach-'));
  home = join(root, 'home');
  await mkdir(home, { mode: 0o700 });
  // mkdtemp makes it private; the server's own user must get through.
  await chmod(root, 0o711);
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function newFolder(name = `data-${count++}`): string {
  return join(root, name);
}

async function attach(folder: string) {
  const server = await attachToEmbeddedPostgres(folder);
  onTestFinished(() => server.detach());
  return server;
}

/** When the server started, to the microsecond: the same answer means the same server. */
async function startOf(url: string): Promise<string> {
  const { rows } = await runSql(url, 'SELECT pg_postmaster_start_time()::text AS at');
  return rows[0].at;
}

function isRunning(folder: string): boolean {
  return existsSync(join(folder, 'postgres', 'postmaster.pid'));
}

async function killServer(folder: string): Promise<void> {
  const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

/** As if the number of the killed server had been given to another process since. */
async function recycleNumber(folder: string): Promise<void> {
  const { pid: taken } = startBystander();
  const path = join(folder, 'postgres', 'postmaster.pid');
  const text = await readFile(path, 'utf8');
  const [pid = '', , , port, socketFolder = ''] = text.split('\n');
  for (const file of [path, join(socketFolder, `.s.PGSQL.${port}.lock`)]) {
    await writeFile(file, (await readFile(file, 'utf8')).replace(pid, String(taken)));
  }
}

/** A process that has nothing to do with any of this. PostgreSQL makes an exception for its parent, so it cannot be ours. */
function startBystander(): ChildProcess {
  const bystander = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(() => {
    bystander.kill();
  });
  return bystander;
}

describe('sharing', () => {
  test('a second process uses the server of the first, and the last to leave stops it', async () => {
    const folder = newFolder();
    const first = await PostgresHolder.start(folder);
    const second = await attachToEmbeddedPostgres(folder);
    const start = await startOf(first.url);
    expect(await startOf(second.url)).toBe(start);

    await first.leave();
    expect(await startOf(second.url)).toBe(start);
    await second.detach();

    expect(isRunning(folder)).toBe(false);
  });

  test('processes that start at the same moment end up with one server', async () => {
    const folder = newFolder();

    const holders = await Promise.all([1, 2, 3].map(() => PostgresHolder.start(folder)));

    const starts = await Promise.all(holders.map(({ url }) => startOf(url)));
    expect(new Set(starts).size).toBe(1);
    await Promise.all(holders.map((holder) => holder.leave()));
    expect(isRunning(folder)).toBe(false);
  });

  test('a process that starts while the last one leaves gets a server', async () => {
    const folder = newFolder();
    for (let round = 0; round < 5; round += 1) {
      const leaving = await attachToEmbeddedPostgres(folder);

      const [, arriving] = await Promise.all([leaving.detach(), attachToEmbeddedPostgres(folder)]);

      expect(await startOf(arriving.url)).toBeTruthy();
      await arriving.detach();
    }
    expect(isRunning(folder)).toBe(false);
  });

  test('a server that outlived its killed parent is used again', async () => {
    const folder = newFolder();
    const killed = await PostgresHolder.start(folder);
    const start = await startOf(killed.url);
    await killed.kill();

    const server = await attach(folder);

    expect(await startOf(server.url)).toBe(start);
  });

  test('a copied data folder gets a server of its own', async () => {
    const folder = newFolder();
    const original = await attachToEmbeddedPostgres(folder);
    const copy = newFolder();
    await original.detach();
    await cp(folder, copy, { recursive: true });
    const again = await attach(folder);
    await cp(join(folder, 'postgres', 'postmaster.pid'), join(copy, 'postgres', 'postmaster.pid'));

    const server = await attach(copy);

    expect(server.url).not.toBe(again.url);
    expect(await startOf(server.url)).not.toBe(await startOf(again.url));
  });
});

describe('after a crash', () => {
  test('a killed server comes back at the same address, with all that was committed', async () => {
    const folder = newFolder();
    const server = await attach(folder);
    const db = await openDatabase({ url: server.url });
    onTestFinished(() => db.close());
    await runSql(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const resynced = new Promise<Notification>((resolve) => db.hub.subscribe(resolve));

    await killServer(folder);

    expect(await resynced).toEqual({ k: 'resync' });
    expect(await db.prisma.$queryRaw`SELECT answer FROM kept`).toEqual([{ answer: 42 }]);
  });

  test('a server that cannot start is tried ever more rarely, and comes back by itself once it can', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => said.mockRestore());
    const folder = newFolder();
    const server = await attach(folder);
    const config = join(folder, 'postgres', 'postgresql.conf');
    const sound = await readFile(config, 'utf8');
    const tries = async () =>
      (await readFile(join(folder, 'postgres.log'), 'utf8')).split('no_such_setting').length - 1;
    await writeFile(config, 'no_such_setting = 1\n');
    const since = performance.now();

    await killServer(folder);
    // Six at once, as at every start, and then after half a second, one, and two.
    await expect.poll(tries, { timeout: 50_000 }).toBeGreaterThanOrEqual(9);
    const tookMs = performance.now() - since;
    await writeFile(config, sound);

    expect(tookMs).toBeGreaterThan(3_500);
    await vi.waitUntil(() => startOf(server.url).catch(() => undefined), { timeout: 50_000, interval: 250 });
    await expect.poll(() => said.mock.calls.length).toBeGreaterThan(1);
    expect(said.mock.calls.map(([text]) => String(text).split('.')[0])).toEqual([
      'The embedded PostgreSQL ended; it is started again as soon as it can be',
      'The embedded PostgreSQL is up again',
    ]);
  });

  test.each(['data', 'home/data'])(
    'a left-over file in %s that names some other live process is no hindrance',
    async (name) => {
      const folder = newFolder(`${name}-stale`);
      const killed = await PostgresHolder.start(folder);
      await killed.kill();
      await killServer(folder);
      await recycleNumber(folder);

      const server = await attach(folder);

      expect(await startOf(server.url)).toBeTruthy();
    },
  );

  test('an unfinished cluster of a killed process is made anew', async () => {
    const folder = newFolder();
    await mkdir(join(folder, 'postgres.init-999999999-abc', 'base'), { recursive: true });
    await writeFile(join(folder, 'postgres.init-999999999-abc', 'PG_VERSION'), '18\n');

    const server = await attach(folder);

    expect(await startOf(server.url)).toBeTruthy();
    await expect(readFile(join(folder, 'postgres.init-999999999-abc', 'PG_VERSION'))).rejects.toThrow('ENOENT');
  });
});

describe('places', () => {
  const long = Array.from({ length: 6 }, () => 'long-name-'.repeat(10)).join('/');
  test.each([
    ['with spaces and quotes', `with spaces 'and' "quotes"`],
    ['of 600 characters', long],
    ['in a private home', 'home/data'],
  ])('a path %s works', async (_name, name) => {
    const server = await attach(newFolder(name));

    expect(await startOf(server.url)).toBeTruthy();
  });

  test.runIf(isRoot)('a folder that root used before works for root after it moved into a private home', async () => {
    const folder = newFolder();
    await (await attachToEmbeddedPostgres(folder)).detach();
    await mkdir(join(home, 'moved'));
    await rename(folder, join(home, 'moved', 'data'));

    const server = await attach(join(home, 'moved', 'data'));

    expect(await startOf(server.url)).toBeTruthy();
  });

  test.runIf(isRoot)('a folder of an ordinary user stays theirs when root uses it', async () => {
    const folder = newFolder();
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, NOBODY.uid, NOBODY.gid);
    await (await PostgresHolder.start(folder, NOBODY)).leave();

    await (await attachToEmbeddedPostgres(folder)).detach();

    const holder = await PostgresHolder.start(folder, NOBODY);
    expect(await startOf(holder.url)).toBeTruthy();
    await holder.leave();
  });

  test.runIf(isRoot)('an ordinary user starts it too', async () => {
    const folder = newFolder();
    await mkdir(folder);
    await chown(folder, NOBODY.uid, NOBODY.gid);

    const holder = await PostgresHolder.start(folder, NOBODY);

    expect(await startOf(holder.url)).toBeTruthy();
    await holder.leave();
  });
});

describe('refusals', () => {
  test('a data folder of another major version is left alone', async () => {
    const folder = newFolder();
    await mkdir(join(folder, 'postgres'), { recursive: true });
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n');

    await expect(attachToEmbeddedPostgres(folder)).rejects.toThrow('made by PostgreSQL 17');
  });

  test('a server that cannot start shows the end of its log', async () => {
    const folder = newFolder();
    await (await attachToEmbeddedPostgres(folder)).detach();
    await writeFile(join(folder, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');

    await expect(attachToEmbeddedPostgres(folder)).rejects.toThrow('no_such_setting');
  });
});
