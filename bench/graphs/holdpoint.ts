import * as engine from '#lib/engine';
import { defineGraphs } from './define-graphs';

export const { echo, ask, pause, stream, steps } = defineGraphs(engine);
