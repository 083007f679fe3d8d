/** What a run was asked for beside input and command, by the wire names of the Agent Server API. Stored with the run. */
export interface RunKwargs {
  config?: RunConfig;
  context?: Record<string, unknown>;
  stream_mode?: string[];
  stream_subgraphs?: boolean;
  stream_resumable?: boolean;
  interrupt_before?: string[] | '*';
  interrupt_after?: string[] | '*';
  durability?: 'sync' | 'async' | 'exit';
  on_disconnect?: 'cancel' | 'continue';
  on_completion?: 'delete' | 'keep';
  webhook?: string;
  feedback_keys?: string[];
  /** A stateless run: its thread is deleted when the run ends. */
  temporary?: boolean;
  /** Trace of the request that asked for it, as W3C headers; set by the server, and not shown. */
  trace_context?: Record<string, string>;
}

export interface RunConfig {
  tags?: string[];
  recursion_limit?: number;
  configurable?: Record<string, unknown>;
  /** These two are read by runOptions. */
  repair_dangling_tool_calls?: boolean;
  timeout_seconds?: number;
  [key: string]: unknown;
}

/** Later configs win; `configurable` is merged key by key. */
export function mergeConfigs(...configs: (RunConfig | undefined)[]): RunConfig {
  const merged: RunConfig = {};
  for (const config of configs) {
    if (!config) continue;
    Object.assign(merged, config, { configurable: { ...merged.configurable, ...config.configurable } });
  }
  return merged;
}
