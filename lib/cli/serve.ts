import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import next from 'next';
import type { NodeListener } from '#lib/api/node-listener';
import { abortAllStreams } from '#lib/api/open-streams';
import { guardLinks } from './guard-links';
import { type Address, addressFromEnv, ensurePortIsFree, listen } from './listen';
import { prepare } from './prepare';
import { projectRoot } from './project-root';
import { say } from './say';
import { onShutdown, shutdownOnSignals } from './shutdown';
import { speakLanguage } from './speak-language';
import { tellApiBase } from './tell-api-base';

/** Time for answers that are nearly written; idle connections of browsers would stay open much longer. */
const LAST_WORDS_MS = 300;

/**
 * Runs the app in this process. The process owns the HTTP server, so that stopping can cut open event streams at once; Next's own
 * command waits for them for ten seconds.
 */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  // Next's types make NODE_ENV read-only, but whoever starts Next must set it.
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const wanted = addressFromEnv();
  shutdownOnSignals();
  await ensurePortIsFree(wanted);
  await prepare(dev ? 'client' : 'app');

  say('Starting ...');
  let handle: NodeListener = answerNotReady;
  const server = createServer((request, response) => void handle(request, response));
  const address = await listen(server, wanted);
  const app = next({
    dev,
    dir: projectRoot,
    hostname: address.host,
    port: address.port,
    httpServer: server,
    quiet: !dev,
  });
  // In development Next loads everything, so that an edit of the API is picked up.
  if (!dev) await openWithoutNext();
  await app.prepare();
  handle = speakLanguage(await guarded(tellApiBase(guardLinks(app.getRequestHandler())), dev));
  onShutdown({
    stage: 'connections',
    name: 'the HTTP server',
    close: () => closeServer(server).then(() => app.close()),
  });

  await waitUntilReady(address);
  await announceSetup(urlOf(address));
  say(`\nHoldpoint is ready at ${urlOf(address)}  (Ctrl-C stops it)`);
}

/** Who reads what the server prints may make its first account; no stranger does. */
async function announceSetup(url: string): Promise<void> {
  const [{ accountsMode }, { setupCode }, { holdpoint }] = await Promise.all([
    import('#lib/auth/accounts-mode'),
    import('#lib/auth/server-secret'),
    import('#lib/runs/holdpoint'),
  ]);
  const hp = await holdpoint();
  if ((await accountsMode(hp)) !== 'setup') return;
  say(`\nThere is no account yet. Make the first one at ${url}/setup with the code ${await setupCode(hp)}`);
}

/** Only after `prepare`: these modules import the generated client. */
async function openWithoutNext(): Promise<void> {
  const { bootstrap } = await import('./bootstrap');
  await bootstrap();
}

async function guarded(screens: NodeListener, dev: boolean): Promise<NodeListener> {
  const [{ answerApi }, { guardAccounts }, { holdpoint }] = await Promise.all([
    import('./answer-api'),
    import('./guard-accounts'),
    import('#lib/runs/holdpoint'),
  ]);
  return guardAccounts(dev ? screens : answerApi(screens), holdpoint);
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  abortAllStreams();
  await Promise.race([closed, sleep(LAST_WORDS_MS)]);
  server.closeAllConnections();
}

const answerNotReady: NodeListener = async (_request, response) => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ detail: 'Holdpoint is starting; try again in a second.' }));
};

async function waitUntilReady(address: Address): Promise<void> {
  const answer = await fetch(`${urlOf(address)}/api/ok`);
  if (!answer.ok)
    throw new Error(`The server started, but GET /api/ok answered ${answer.status}: ${await answer.text()}`);
}

/** An address that can be opened: 0.0.0.0 and :: mean every address of this machine. */
function urlOf({ host, port }: Address): string {
  const isEvery = host === '0.0.0.0' || host === '::';
  const name = isEvery ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
