/** The node every graph begins at. */
export const START = '__start__';
/** The node every graph ends at. */
export const END = '__end__';
/** Write channel, and key of stream chunks and results, under which interrupts appear. */
export const INTERRUPT = '__interrupt__';
/** Pseudo-nodes of `updateState`: new input, and a sibling copy of the checkpoint. */
export const INPUT = '__input__';
export const COPY = '__copy__';

/** Write channels that are not state. */
export const ERROR = '__error__';
export const RESUME = '__resume__';
export const RETURN = '__return__';
export const NO_WRITES = '__no_writes__';
/** Channel of an entrypoint: what it was to keep for its next call. */
export const PREVIOUS = '__previous__';
/** Channel that collects the Sends of a superstep; each becomes a task of the next. */
export const TASKS = '__pregel_tasks';

export const PULL = '__pregel_pull';
export const PUSH = '__pregel_push';

/** Key of `updates` chunks and task metadata for what was not executed now but restored from pending writes. */
export const METADATA = '__metadata__';

/** Writes of a `Command` given as input belong to no node; the last digits count the commands given at one checkpoint. */
export const NULL_TASK_ID = '00000000-0000-0000-0000-000000000000';
export const NULL_TASK_PREFIX = '00000000-0000-0000-0000-';

/** A checkpointer for this call only; wins over the one the graph was compiled with. */
export const CONFIG_KEY_CHECKPOINTER = '__pregel_checkpointer';
/** `() => boolean`, asked at every superstep boundary: true stops the run there with `GraphDrained`. */
export const CONFIG_KEY_DRAIN = '__pregel_drain';
/** A `RunObserver` for this call only. */
export const CONFIG_KEY_OBSERVER = '__pregel_observer';
/** Time and fresh ids for this call only. */
export const CONFIG_KEY_PORTS = '__pregel_ports';
/** The task that is executing; how interrupt(), nested graphs and writers find it. */
export const CONFIG_KEY_TASK = '__pregel_scratchpad';

export const TAG_HIDDEN = 'langsmith:hidden';
export const TAG_NOSTREAM = 'nostream';

export const NAMESPACE_SEPARATOR = '|';
export const NAMESPACE_END = ':';

export const DEFAULT_RECURSION_LIMIT = 25;
