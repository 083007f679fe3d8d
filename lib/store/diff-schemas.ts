import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { processWide } from './process-wide';

export interface SchemaChange {
  /** Two schemas in Prisma's language; null: an empty database. */
  from: string | null;
  to: string;
  /** The engine asks a server for its version; it changes nothing there. */
  url: string;
}

/**
 * The SQL that leads from one schema to the other, by Prisma's own schema engine in WebAssembly. Empty when they describe the
 * same tables. For the command line and tests.
 */
export async function diffSchemas({ from, to, url }: SchemaChange): Promise<string> {
  const { SchemaEngine } = await processWide('schema-engine', loadEngine);
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(url));
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [schemaFile(from)] },
      to: { tag: 'schemaDatamodel', files: [schemaFile(to)] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout ?? '';
    return sql.includes('empty migration') ? '' : sql;
  } finally {
    engine.free();
  }
}

function schemaFile(content: string) {
  return { path: 'schema.prisma', content };
}

/** Once per process; a second instance would share the first one's memory. Node cannot import the .wasm file by itself. */
async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(await readFile(fileURLToPath(file)), {
    './schema_engine_bg.js': glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  // Every module made by wasm-bindgen has this function; the types of WebAssembly do not know a module's exports.
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}
