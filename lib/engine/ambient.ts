import { AsyncLocalStorage } from 'node:async_hooks';
import type { LangGraphRunnableConfig } from './types';

const KEY = Symbol.for('holdpoint.engine.ambient');
// Bundlers load this module several times in one process; a node must find its task whichever copy started it.
const slots = globalThis as { [KEY]?: AsyncLocalStorage<LangGraphRunnableConfig> };
slots[KEY] ??= new AsyncLocalStorage<LangGraphRunnableConfig>();

/** The config of the node that is executing, without it being passed along. */
export const ambient: AsyncLocalStorage<LangGraphRunnableConfig> = slots[KEY];
