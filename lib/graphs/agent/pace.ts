/**
 * How slowly the offline parts of the agent act: a factor on every pause, 1 = like a real model, 0 = at once. A run sets it by
 * `config.configurable.pace`, a whole server by HOLDPOINT_PACE.
 */
export function paceOf(configurable: Record<string, unknown> | undefined): number {
  if (configurable?.pace !== undefined) return factor('pace', configurable.pace);
  return factor('HOLDPOINT_PACE', process.env.HOLDPOINT_PACE || 1);
}

function factor(name: string, wanted: unknown): number {
  const pace = Number(wanted);
  if (!Number.isFinite(pace) || pace < 0) {
    throw new TypeError(
      `${name} is ${JSON.stringify(wanted)}; give a number from 0 (at once) upwards, 1 is the default.`,
    );
  }
  return pace;
}
