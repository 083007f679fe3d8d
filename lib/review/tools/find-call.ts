import { isRecord } from '#lib/runs/is-record';

const NAMES = ['tool', 'tool_name', 'toolName', 'action', 'name'];
const ARGUMENTS = ['args', 'arguments', 'tool_input', 'toolInput', 'input', 'parameters'];

export interface FoundCall {
  tool: string;
  args: Record<string, unknown>;
  /** What else stands beside it. */
  rest: Record<string, unknown>;
}

/** A tool's call among the values of a payload: its name, and its arguments in an object. */
export function findCall(values: Record<string, unknown>): FoundCall | null {
  const nameKey = NAMES.find((key) => typeof values[key] === 'string');
  const argsKey = ARGUMENTS.find((key) => isRecord(values[key]));
  const args = argsKey && values[argsKey];
  if (nameKey === undefined || !isRecord(args)) return null;
  const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== nameKey && key !== argsKey));
  return { tool: String(values[nameKey]), args, rest };
}
