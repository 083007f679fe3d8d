import { dataFolder } from './data-folder';
import { attachToEmbeddedPostgres } from './embedded-postgres/attach';

/** Runs `work` with the address of the database, on a server that is there at least as long. */
export async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = await attachToServer();
  try {
    return await work(server.url);
  } finally {
    await server.detach();
  }
}

/** DATABASE_URL, or else the embedded server of the data folder. */
export async function attachToServer(): Promise<{ url: string; detach(): Promise<void> }> {
  const url = process.env.DATABASE_URL;
  return url ? { url, detach: async () => undefined } : attachToEmbeddedPostgres(dataFolder());
}
