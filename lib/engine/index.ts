// The engine, under LangGraph.js's own names and call shapes: declare a state, build a graph, compile it, run it.
//   state:     Annotation, messagesStateReducer, Overwrite, or any object schema that follows Standard Schema
//   graph:     StateGraph -> compile() -> CompiledStateGraph
//   in nodes:  interrupt, Command, Send, getConfig, getWriter, pushMessage
//   storage:   BaseCheckpointSaver is the port, MemorySaver the one that needs nothing
export { getConfig, getCurrentTaskInput, getStore, getWriter } from './ambient-access';
export { Annotation, type AnnotationRoot, type StateType, type UpdateType } from './annotation';
export { StoredLists } from './appended-lists';
export { BaseCheckpointSaver } from './base-checkpoint-saver';
export { type Branch, type Change, type Comparison, compareBranches, listBranches, type Side } from './branches';
export { toMessage } from './coerce-message';
export { Command, type CommandOptions, isCommand } from './command';
export type { CompileOptions } from './compile-graph';
export { CompiledStateGraph } from './compiled-state-graph';
export {
  CONFIG_KEY_CHECKPOINTER,
  CONFIG_KEY_DRAIN,
  CONFIG_KEY_OBSERVER,
  CONFIG_KEY_PORTS,
  END,
  INTERRUPT,
  START,
} from './constants';
export { type GraphPicture, pictureOf } from './draw-graph';
export {
  type Entrypoint,
  type EntrypointFinal,
  type EntrypointOptions,
  entrypoint,
  getPreviousState,
} from './entrypoint';
export * from './errors';
export { GrowingList } from './growing-list';
export { HeldList, isHeldList } from './held-list';
export { copyRecord, HeldValue, peek, setValue, taken } from './held-value';
export { InMemoryStore } from './in-memory-store';
export { type InterruptOptions, interrupt, isInterrupted } from './interrupt';
export { MemorySaver } from './memory-saver';
export {
  isMessage,
  type Message,
  type MessageLike,
  REMOVE_ALL_MESSAGES,
  RemoveMessage,
  type ToolCall,
} from './message';
export { pushMessage } from './message-stream';
export { addMessages, MessagesAnnotation, MessagesZodMeta, messagesStateReducer } from './messages-reducer';
export type { NodeTimeout, TimeoutPolicy } from './node-timeout';
export type { GraphObserver, RunObserver, TaskAt, TaskEnd } from './observer';
export { Overwrite } from './overwrite';
export { nameBasedId, type Ports, sortableId, systemPorts } from './ports';
export { RunControl } from './run-control';
export { isSend, Send } from './send';
export { serializeError } from './serialize-error';
export type { StandardSchema } from './standard-schema';
export { MessagesValue, ReducedValue, StateSchema, UntrackedValue } from './state-fields';
export { type NodeOptions, StateGraph } from './state-graph';
export { registry, type StateMeta, withLangGraph } from './state-meta';
export type { StateOf, UpdateOf } from './state-schema';
export {
  BaseStore,
  type GetOperation,
  type Item,
  type ListNamespacesOperation,
  type MatchCondition,
  type Operation,
  type OperationResults,
  type PutOperation,
  type SearchItem,
  type SearchOperation,
} from './store';
export { type Task, type TaskOptions, task } from './task';
export { isSpecialWrite, writeIndex } from './task-state';
export * from './types';
