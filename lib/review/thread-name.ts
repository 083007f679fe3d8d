/** What a thread is called in lists: its title, or what it is a thread of. */
export function threadName({ title, graphId }: { title: string | null; graphId: string | null }): string {
  return title ?? (graphId ? `Thread of ${graphId}` : 'Empty thread');
}
