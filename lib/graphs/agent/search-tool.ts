import { tool } from 'ai';
import { z } from 'zod';
import { pause } from './pause';
import { searchSamples } from './weather-samples';

/** The name the double-texting guides print. */
export const SEARCH_TOOL = 'tavily_search_results_json';

const SEARCH_MS = 250;
const searchInput = z.object({ query: z.string().min(1) });

/** What the model is told. The graph runs the tool itself, in a node of its own, so it has no `execute`. */
export const searchTool = tool({
  description: 'Searches for the weather in one city. It answers from sample data, not from a live source.',
  inputSchema: searchInput,
});

export interface SearchCall {
  args: unknown;
  pace: number;
  signal?: AbortSignal;
}

/** @returns a JSON list of `{url, content}`. @throws when the arguments are not `{query}` or the signal is aborted. */
export async function search({ args, pace, signal }: SearchCall): Promise<string> {
  const { query } = searchInput.parse(args);
  await pause(pace * SEARCH_MS, signal);
  return JSON.stringify(searchSamples(query));
}
