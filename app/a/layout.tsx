import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Brand } from '#app/_shell/brand';
import { t } from '#lib/language/gettext';

/** Its title says nothing of the question: it is what previews show. */
export function generateMetadata(): Metadata {
  return {
    title: { absolute: t`A decision is asked of you` },
    description: null,
    robots: { index: false, follow: false, noarchive: true },
    referrer: 'no-referrer',
  };
}

export default function LinkLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 py-6">
      <Brand />
      {children}
    </main>
  );
}
