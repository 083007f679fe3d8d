import { notFound, redirect } from 'next/navigation';
import { findThreadOfRun } from '#lib/review/find-thread-of-run';
import { holdpoint } from '#lib/runs/holdpoint';

/** A run is shown where it happened: among the runs of its thread. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const threadId = await findThreadOfRun(await holdpoint(), id);
  if (!threadId) notFound();
  redirect(`/threads/${threadId}?tab=runs#run-${id}`);
}
