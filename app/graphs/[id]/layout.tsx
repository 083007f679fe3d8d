import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { holdpoint } from '#lib/runs/holdpoint';

interface Props {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

/** Whether the graph is there is known before anything is sent, so that the status of the answer says it too. */
export default async function GraphLayout({ params, children }: Props) {
  const { graphs } = await holdpoint();
  if (!graphs.has((await params).id)) notFound();
  return children;
}
