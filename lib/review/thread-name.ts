import { t } from '#lib/language/gettext';
/** What a thread is called in lists: its title, or what it is a thread of. */
export function threadName({ title, graphId }: { title: string | null; graphId: string | null }): string {
  return title ?? (graphId ? t`Thread of ${graphId}` : t`Empty thread`);
}
