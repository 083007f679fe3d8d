import type { Holdpoint } from '#lib/runs/holdpoint';
import { isUuid } from './is-uuid';

export async function hasThread({ db }: Holdpoint, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return (await db.prisma.thread.findUnique({ where: { id }, select: { id: true } })) !== null;
}
