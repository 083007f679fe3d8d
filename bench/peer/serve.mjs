// LangGraph's JS dev server as its command line starts it, without watching files. Data goes to the working directory.
import { fileURLToPath } from 'node:url';
import { startServer } from '@langchain/langgraph-api/server';

const file = fileURLToPath(new URL('./graphs.ts', import.meta.url));
const graphs = Object.fromEntries(['echo', 'ask', 'pause', 'stream', 'steps'].map((id) => [id, `${file}:${id}`]));
const port = Number(process.env.PORT ?? 0);
const { host } = await startServer({ port, nWorkers: 10, host: '127.0.0.1', cwd: process.cwd(), graphs });
console.log(`ready at http://${host}`);
