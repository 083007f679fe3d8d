import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';

export interface RunInfo {
  run_id: string;
  status: string;
}

interface StartOptions {
  /** How slowly the agent acts: 1 = like a real model, whose answer takes 3.4 seconds; the test servers' default is 0.1. */
  pace?: number;
  /** Of the questions that bring none of their own. */
  deadline?: unknown;
  /** Of the thread. */
  metadata?: Record<string, string | string[]>;
  /** Default: a new one. */
  threadId?: string;
  /** The node before which the run pauses. */
  breakpoint?: string;
}

interface NewInput extends Pick<StartOptions, 'pace'> {
  graphId: string;
  input: unknown;
}

interface Answer {
  threadId: string;
  questionId: string;
  value: unknown;
  by: string;
}

/** What a test arranges, and looks up, over the HTTP API. */
export class Api {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  /** @returns the id of a new thread on which `graphId` was started with `input`. */
  async startThread(graphId: string, input: unknown, options: StartOptions = {}): Promise<string> {
    const { pace, deadline, breakpoint, metadata = {}, threadId } = options;
    const { thread_id } = await this.#post('/threads', { thread_id: threadId, metadata });
    const config = { ...(pace !== undefined && { configurable: { pace } }), interrupt_deadline: deadline };
    const interrupt_before = breakpoint && [breakpoint];
    await this.#post(`/threads/${thread_id}/runs`, { assistant_id: graphId, input, config, interrupt_before });
    return thread_id;
  }

  /** Puts new input into the queue of a thread. */
  async send(threadId: string, { graphId, input, pace }: NewInput): Promise<void> {
    const config = { ...(pace !== undefined && { configurable: { pace } }) };
    await this.#post(`/threads/${threadId}/runs`, { assistant_id: graphId, input, config });
  }

  /** @returns a new thread that waits at its questions, and their ids by the node that asks. */
  async startPaused(graphId: string, input: unknown): Promise<{ threadId: string; questions: Record<string, string> }> {
    const threadId = await this.startThread(graphId, input);
    return { threadId, questions: await this.settle(threadId) };
  }

  /** Puts a question into the inbox for each of some subjects, a few at a time; their threads have `metadata`. */
  async ask(subjects: string[], metadata: Record<string, string>): Promise<void> {
    const asked = async (subject: string) => this.settle(await this.startThread('age', { foo: subject }, { metadata }));
    for (let first = 0; first < subjects.length; first += 10)
      await Promise.all(subjects.slice(first, first + 10).map(asked));
  }

  async deleteThread(threadId: string): Promise<void> {
    const response = await this.#request.delete(`/api/threads/${threadId}`);
    expect(response.ok(), await response.text()).toBe(true);
  }

  /** Writes to the state what `node` would have returned. */
  async editState(threadId: string, { values, node }: { values: unknown; node: string }): Promise<void> {
    await this.#post(`/threads/${threadId}/state`, { values, as_node: node });
  }

  /** Waits until the thread's runs have come to rest. @returns the ids of its open questions, by the node that asks. */
  async settle(threadId: string): Promise<Record<string, string>> {
    for (const run of await this.runs(threadId)) await this.#get(`/threads/${threadId}/runs/${run.run_id}/join`);
    const state = await this.#get(`/threads/${threadId}/state`);
    const asked = state.tasks.flatMap((task: { name: string; interrupts: { id: string }[] }) =>
      task.interrupts.map(({ id }) => [task.name, id]),
    );
    return Object.fromEntries(asked);
  }

  /** The question that waits longest in the list at an address of the inbox. */
  async firstWaiting(address: string): Promise<{ id: string; threadId: string }> {
    const page = await this.#json(this.#request.get(`/data${address}`));
    return page.items[0];
  }

  async answer({ threadId, questionId, value, by }: Answer): Promise<void> {
    const body = { assistant_id: (await this.#get(`/threads/${threadId}`)).metadata.graph_id };
    const command = { resume: { [questionId]: value } };
    const headers = { 'x-holdpoint-actor': by };
    await this.#json(this.#request.post(`/api/threads/${threadId}/runs`, { data: { ...body, command }, headers }));
  }

  /** In the order in which they were received. */
  async runs(threadId: string): Promise<RunInfo[]> {
    const runs: RunInfo[] = await this.#get(`/threads/${threadId}/runs`);
    return runs.toReversed();
  }

  async countCheckpoints(threadId: string): Promise<number> {
    return (await this.#post(`/threads/${threadId}/history`, { limit: 100 })).length;
  }

  async values(threadId: string): Promise<Record<string, unknown>> {
    return (await this.#get(`/threads/${threadId}/state`)).values;
  }

  #get(path: string) {
    return this.#json(this.#request.get(`/api${path}`));
  }

  #post(path: string, data: unknown) {
    return this.#json(this.#request.post(`/api${path}`, { data }));
  }

  async #json(call: Promise<APIResponse>) {
    const response = await call;
    expect(response.status(), `${response.url()}: ${await response.text()}`).toBeLessThan(300);
    return response.json();
  }
}
