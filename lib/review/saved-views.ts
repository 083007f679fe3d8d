import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import type { Holdpoint } from '#lib/runs/holdpoint';

/** A view of the inbox under a name. */
export interface SavedView {
  id: string;
  name: string;
  /** View, filters and order, as the address has them after "?". */
  query: string;
  owner: string;
  /** Whether everybody sees it, or its owner alone. */
  isShared: boolean;
}

/** So many are listed, each with a count. */
const MOST = 50;
const SELECT = { id: true, name: true, query: true, owner: true, isShared: true } as const;

/** The reviewer's own and those that are everybody's, the oldest first. `reviewer`: null: nobody who has given a name. */
export function listSavedViews({ db }: Holdpoint, reviewer: string | null): Promise<SavedView[]> {
  const mine = reviewer === null ? [] : [{ owner: reviewer }];
  return db.prisma.savedView.findMany({
    where: { OR: [{ isShared: true }, ...mine] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: SELECT,
    take: MOST,
  });
}

/** Keeps a view. One of the same name and owner becomes this one. */
export function saveView({ db }: Holdpoint, view: Omit<SavedView, 'id'>): Promise<SavedView> {
  const { owner, name, query, isShared } = view;
  return db.prisma.savedView.upsert({
    where: { owner_name: { owner, name } },
    create: view,
    update: { query, isShared },
    select: SELECT,
  });
}

/** @throws HoldpointError `conflict` when another view of the owner has the name, `view_not_found` */
export async function changeSavedView(
  { db }: Holdpoint,
  { id, owner, name, isShared }: Omit<SavedView, 'query'>,
): Promise<void> {
  const namesake = await db.prisma.savedView.findFirst({
    where: { owner, name, id: { not: id } },
    select: { id: true },
  });
  if (namesake)
    throw new HoldpointError('conflict', t`You have another view that is called "${name}"; choose another name.`);
  const { count } = await db.prisma.savedView.updateMany({ where: { id, owner }, data: { name, isShared } });
  if (count === 0) throw notFound();
}

/** @throws HoldpointError `view_not_found` */
export async function deleteSavedView(
  { db }: Holdpoint,
  { id, owner }: Pick<SavedView, 'id' | 'owner'>,
): Promise<void> {
  const { count } = await db.prisma.savedView.deleteMany({ where: { id, owner } });
  if (count === 0) throw notFound();
}

function notFound(): HoldpointError {
  return new HoldpointError(
    'view_not_found',
    t`You have no such view; it may have been deleted, or it is somebody else's.`,
  );
}
