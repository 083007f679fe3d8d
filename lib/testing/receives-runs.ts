import { expect } from 'vitest';
import type { Holdpoint } from '#lib/runs/holdpoint';

/** Until a started worker takes what arrives. One that looks for runs may find others that wait: then nothing begins past them. */
export async function receivesRuns({ arrivals }: Holdpoint): Promise<void> {
  const hasRoom = () => arrivals.claiming(async (claim) => ({ claimed: null, hasRoom: claim !== undefined }));
  await expect.poll(hasRoom).toMatchObject({ hasRoom: true });
}
