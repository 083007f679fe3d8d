import { type Logger, pino } from 'pino';
import { processWide } from '#lib/store/process-wide';

/** Structured logs on stderr; `LOG_LEVEL` says from which level on (default warn). */
export function logger(): Logger {
  return processWide('logger', () =>
    pino({ name: 'holdpoint', level: process.env.LOG_LEVEL ?? 'warn' }, pino.destination(2)),
  );
}
