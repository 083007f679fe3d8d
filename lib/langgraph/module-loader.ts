import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { LangGraphRuntime } from './runtime';

type Module = Record<string, unknown>;

/** Loads the user's TypeScript and JavaScript, each package from where the user's file finds it. */
export interface ModuleLoader {
  /** A file, by its absolute path. */
  load(file: string): Promise<Module>;
  /** LangChain and LangGraph as `file` imports them; `owns` tells whether a LangGraph is the one a graph was made with. */
  runtimeFor(file: string, owns: (langgraph: Module) => boolean): Promise<LangGraphRuntime>;
}

const LANGGRAPH = '@langchain/langgraph';
const MESSAGES = '@langchain/core/messages';

/** Everything loaded through one loader shares its modules, and nothing with the rest of the process. */
export async function moduleLoader(): Promise<ModuleLoader> {
  // Only here: tsx hooks itself into the process, which nobody needs who hosts no graphs.
  const [esm, commonJs] = await Promise.all([import('tsx/esm/api'), import('tsx/cjs/api')]);
  const namespace = `holdpoint-${randomUUID()}`;
  commonJs.register({ namespace });
  const hooks = esm.register({ namespace });
  return {
    async load(file) {
      const { href } = pathToFileURL(file);
      return flatten(await hooks.import(href, href));
    },
    async runtimeFor(file, owns) {
      const { href } = pathToFileURL(file);
      const langgraph: Module = await hooks.import(LANGGRAPH, href);
      if (owns(langgraph)) return toRuntime(langgraph, await hooks.import(MESSAGES, href));
      // In a package without "type": "module", the user's file has the CommonJS copies.
      const requireThere = createRequire(href);
      return toRuntime(requireThere(LANGGRAPH), requireThere(MESSAGES));
    },
  };
}

/** The exports of a CommonJS file come as its default export too, and sometimes only there. */
function flatten(module: Module): Module {
  const { default: main } = module;
  const isCommonJs = typeof main === 'object' && main !== null && ('__esModule' in main || 'default' in main);
  return isCommonJs ? { ...module, default: undefined, ...main } : module;
}

function toRuntime(langgraph: Module, messages: Module): LangGraphRuntime {
  const { Command, Send, getJsonSchemaFromSchema } = langgraph;
  return { messages, Command, Send, getJsonSchemaFromSchema } as LangGraphRuntime; // the library's own exports
}
