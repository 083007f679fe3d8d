// A process of its own for tests: attaches to the embedded PostgreSQL of the folder it is given, says where it is, and detaches
// when its standard input ends.
import { once } from 'node:events';
import { attachToEmbeddedPostgres } from '#lib/store/embedded-postgres/attach';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Pass the data folder.');
const server = await attachToEmbeddedPostgres(folder);
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.detach();
