import * as langgraph from '@langchain/langgraph';
import { defineGraphs } from '../graphs/define-graphs';

// What these graphs call has the same shape in both engines.
const engine = langgraph as unknown as Parameters<typeof defineGraphs>[0];

export const { echo, ask, pause, stream, steps } = defineGraphs(engine);
