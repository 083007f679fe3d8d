import { MemorySaver } from './index';
import { describeSaver } from './saver-contract';

describeSaver('MemorySaver', async () => new MemorySaver());
