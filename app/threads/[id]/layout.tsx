import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { hasThread } from '#lib/review/has-thread';
import { holdpoint } from '#lib/runs/holdpoint';

interface Props {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

/** Whether the thread is there is known before anything is sent, so that the status of the answer says it too. */
export default async function ThreadLayout({ params, children }: Props) {
  if (!(await hasThread(await holdpoint(), (await params).id))) notFound();
  return children;
}
