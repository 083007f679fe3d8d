// Nodes and graphs that many need, made of nothing but the engine's own parts.
export { type ChatModel, createReactAgent, type ReactAgentOptions } from './react-agent';
export { type Tool, type ToolFields, type ToolRuntime, tool } from './tool';
export { ToolNode, type ToolNodeOptions } from './tool-node';
export { toolsCondition } from './tools-condition';
