import { isSend } from '#lib/engine';
import type { RaisedQuestion } from './raised-questions';
import type { LangGraphRuntime } from './runtime';

interface CommandFields {
  resume?: unknown;
  update?: unknown;
  goto?: unknown;
}

/** A command of the engine as one of the user's LangGraph. */
export function nativeCommand(
  { resume, update, goto }: CommandFields,
  { runtime, questions }: { runtime: LangGraphRuntime; questions: RaisedQuestion[] },
): object {
  return new runtime.Command({
    ...(resume !== undefined && { resume: nativeResume(resume, questions) }),
    ...(update !== undefined && { update }),
    ...(goto !== undefined && {
      goto: [goto].flat().map((to) => (isSend(to) ? new runtime.Send(to.node, to.args) : to)),
    }),
  });
}

function nativeResume(resume: unknown, questions: RaisedQuestion[]): unknown {
  if (typeof resume !== 'object' || resume === null || Array.isArray(resume)) return resume;
  const natives = new Map(questions.map(({ id, native }) => [id, native ?? id]));
  return Object.fromEntries(Object.entries(resume).map(([id, answer]) => [natives.get(id) ?? id, answer]));
}
