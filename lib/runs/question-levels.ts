/**
 * What an agent itself says about how dangerous or how urgent its question is. Only what has a documented place counts (docs/interrupts.md):
 * a guess from the words of a payload would be believed as if somebody had said it.
 */
import { isRecord } from './is-record';

export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

export interface QuestionLevels {
  /** How much harm a wrong answer does; null: nobody said. */
  risk: Level | null;
  /** How soon it needs an answer; null: nobody said. */
  priority: Level | null;
}

/** Other words for a level. */
const WORDS: Record<string, Level> = { normal: 'medium', moderate: 'medium', urgent: 'critical' };

/** Of several actions in one question, the highest level counts. */
export function questionLevels(value: unknown): QuestionLevels {
  const places = requestsIn(value)
    .flatMap((request) => [request, ...actionsOf(request)])
    .flatMap(withMetadata);
  const stated = (key: 'risk' | 'priority') => places.map((place) => levelOf(place[key]));
  const destructive = places.map((place) => (isDestructive(place) ? 'high' : null));
  return { risk: highest([...stated('risk'), ...destructive]), priority: highest(stated('priority')) };
}

/** What asks, without what conventions put around it: lists, JSON-RPC, JSON text, `[taskId, {value}]`. */
function requestsIn(value: unknown): Record<string, unknown>[] {
  const parsed = typeof value === 'string' && value.includes('"action_request"') ? parsedOr(value) : value;
  return [parsed].flat(3).filter(isRecord).map(unwrapped);
}

function unwrapped(request: Record<string, unknown>): Record<string, unknown> {
  if (request.method === 'elicitation/create' && isRecord(request.params)) return request.params;
  return isRecord(request.value) && 'action_request' in request.value ? request.value : request;
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The tools that are to be called, under the keys that the conventions have for them. */
function actionsOf(request: Record<string, unknown>): Record<string, unknown>[] {
  const { action_requests, actionRequests, action_request, actions, tool_call, tool } = request;
  return [action_requests, actionRequests, action_request, actions, tool_call, tool].flat().filter(isRecord);
}

function withMetadata(place: Record<string, unknown>): Record<string, unknown>[] {
  return isRecord(place.metadata) ? [place, place.metadata] : [place];
}

/** As tools of the Model Context Protocol describe themselves. */
function isDestructive({ annotations }: Record<string, unknown>): boolean {
  return isRecord(annotations) && annotations.destructiveHint === true;
}

function levelOf(stated: unknown): Level | null {
  if (typeof stated !== 'string') return null;
  const word = stated.trim().toLowerCase();
  return LEVELS.find((level) => level === word) ?? (Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null);
}

function highest(levels: (Level | null)[]): Level | null {
  return LEVELS.findLast((level) => levels.includes(level)) ?? null;
}
