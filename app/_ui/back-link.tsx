import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** Above the title of what was opened from a list. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="flex items-center gap-1 rounded hover:text-ink hover:underline">
      <ArrowLeft aria-hidden className="size-3.5" />
      {children}
    </Link>
  );
}
