import { parseArgs } from 'node:util';

export interface Arguments {
  json: string | undefined;
  threads: number;
  count: number;
}

/** `npm run bench -- [--json FILE] [--threads N] [--count N]` */
export function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      threads: { type: 'string', default: '32' },
      count: { type: 'string', default: '300' },
    },
  });
  return { json: values.json, threads: positive('threads', values.threads), count: positive('count', values.count) };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is ${text}; give a whole number above 0.`);
  return number;
}
