import type { Row } from './row';
import { crash } from './rows/crash';
import { doubleTexting } from './rows/double-texting';
import { processes } from './rows/processes';
import { rollback } from './rows/rollback';
import { eventLoop, roundTrips, throughput } from './rows/round-trips';
import { search } from './rows/search';
import { statements } from './rows/statements';
import { streaming } from './rows/streaming';

/** In the order in which they are measured: what leaves much behind comes late. */
export const rows: Row[] = [
  ...roundTrips,
  ...throughput,
  ...streaming,
  ...doubleTexting,
  eventLoop,
  ...processes,
  ...statements,
  rollback,
  search,
  crash,
];
