/** Every query's key, so that a live event can name what it makes stale: the first part is the kind of thing. */
export const queryKeys = {
  inbox: (filter?: object) => (filter ? (['inbox', filter] as const) : (['inbox'] as const)),
  inboxCounts: (filter?: object) => (filter ? (['inbox-counts', filter] as const) : (['inbox-counts'] as const)),
  inboxNewcomers: (filter?: object) =>
    filter ? (['inbox-newcomers', filter] as const) : (['inbox-newcomers'] as const),
  savedViews: () => ['saved-views'] as const,
  /** Of one reviewer. */
  waiting: (reviewer?: string) => (reviewer === undefined ? (['waiting'] as const) : (['waiting', reviewer] as const)),
  askingNodes: () => ['asking-nodes'] as const,
  assistants: () => ['assistants'] as const,
  reviewers: () => ['reviewers'] as const,
  interrupt: (interruptId: string) => ['interrupt', interruptId] as const,
  activity: (filter?: object) => (filter ? (['activity', filter] as const) : (['activity'] as const)),
  activityFacets: () => ['activity-facets'] as const,
  threads: (filter?: object) => (filter ? (['threads', filter] as const) : (['threads'] as const)),
  /** `part`: state, history, runs, messages, prediction ... */
  thread: (threadId: string, part?: string) =>
    part ? (['thread', threadId, part] as const) : (['thread', threadId] as const),
  runs: (filter?: object) => (filter ? (['runs', filter] as const) : (['runs'] as const)),
  run: (runId: string) => ['run', runId] as const,
  /** Grows with every event of a run, not just with its status. */
  runProgress: (runId: string) => ['run-progress', runId] as const,
  answerLinks: (interruptId: string) => ['answer-links', interruptId] as const,
  usualReasons: (interruptId: string) => ['usual-reasons', interruptId] as const,
  webhooks: () => ['webhooks'] as const,
  webhook: (id: string) => ['webhooks', id] as const,
  deliveries: (filter?: object) => (filter ? (['deliveries', filter] as const) : (['deliveries'] as const)),
  graphs: () => ['graphs'] as const,
  graph: (graphId: string) => ['graph', graphId] as const,
};
