import type { BaseCheckpointSaver } from '#lib/engine';

/** A saver whose calls take their time, each its own: what was asked for later may be done earlier. */
export function slowSaver(inner: BaseCheckpointSaver): BaseCheckpointSaver {
  let calls = 0;
  const later = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let turns = (calls++ * 5) % 4; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
    return work();
  };
  const putStep = inner.putStep?.bind(inner);
  return {
    getTuple: (config) => later(() => inner.getTuple(config)),
    list: (config, options) => inner.list(config, options),
    // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
    put: (config, checkpoint, metadata, versions) => later(() => inner.put(config, checkpoint, metadata, versions)),
    // biome-ignore lint/complexity/useMaxParams: as above.
    putWrites: (config, writes, taskId, urgency) => later(() => inner.putWrites(config, writes, taskId, urgency)),
    ...(putStep && { putStep: (config, step) => later(() => putStep(config, step)) }),
    deleteThread: (threadId) => inner.deleteThread(threadId),
  };
}
