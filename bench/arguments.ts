import { parseArgs } from 'node:util';

export interface Arguments {
  /** Measures rows whose name contains it. */
  only: string | undefined;
  /** Where to write the report as JSON. */
  json: string | undefined;
  /** Leaves the JS dev server out. */
  alone: boolean;
  /** Where to write a CPU profile of our server. */
  profile: string | undefined;
}

/** `npm run bench -- [--only TEXT] [--json FILE] [--alone] [--profile FOLDER]` */
export function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      json: { type: 'string' },
      alone: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  return { only: values.only, json: values.json, alone: values.alone, profile: values.profile };
}
