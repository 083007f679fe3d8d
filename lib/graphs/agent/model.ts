import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModel } from 'ai';
import { demoModel } from './demo-model';

const DEFAULT_MODEL = 'gpt-5-mini';

/** A provider's model when its key is set, else the scripted demo model. Read at each call, so that a test can set either. */
export function chooseModel(pace: number): LanguageModel {
  const { OPENAI_API_KEY, HOLDPOINT_MODEL } = process.env;
  if (!OPENAI_API_KEY) return demoModel(pace);
  // The chat API, because servers that imitate OpenAI's (set OPENAI_BASE_URL) have it.
  return createOpenAI({ apiKey: OPENAI_API_KEY }).chat(HOLDPOINT_MODEL || DEFAULT_MODEL);
}
