import { isCommand, isSend } from '#lib/engine';

/** The engine's own small classes; it takes their plain form for them when they come back. */
export function isEngineObject(value: object): boolean {
  return isSend(value) || isCommand(value) || '__overwrite__' in value;
}
