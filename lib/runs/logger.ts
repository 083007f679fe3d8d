import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { processWide } from '#lib/store/process-wide';

const DEFAULT_LEVEL = 'warn';

/** Structured logs on stderr, one line of JSON each; `LOG_LEVEL` says from which level on. Easier to read under `npm run dev`. */
export function logger(): Logger {
  return processWide('logger', () => {
    const isDev = process.env.NODE_ENV === 'development';
    return makeLogger(isDev ? readable() : pino.destination(2));
  });
}

export function makeLogger(to: DestinationStream, level = process.env.LOG_LEVEL || DEFAULT_LEVEL): Logger {
  const isKnown = level === 'silent' || level in pino.levels.values;
  const options: LoggerOptions = { name: 'holdpoint', level: isKnown ? level : DEFAULT_LEVEL };
  const made = pino(options, to);
  const known = ['silent', ...Object.keys(pino.levels.values)].join(', ');
  if (!isKnown) made.warn(`LOG_LEVEL is ${level}, which is taken for ${DEFAULT_LEVEL}; use one of ${known}.`);
  return made;
}

function readable(): DestinationStream {
  return pino.transport({ target: 'pino-pretty', options: { destination: 2, ignore: 'pid,hostname,name' } });
}
