import { runMain } from './run-main';
import { serve } from './serve';

await runMain(() => serve({ dev: false }));
