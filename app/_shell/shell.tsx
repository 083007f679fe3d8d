'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { queryClient } from '#app/_data/query-client';
import { ConnectionBanner } from '#app/_live/connection-banner';
import { keepThemeClass } from '#app/_ui/theme';
import { t } from '#lib/language/gettext';
import { Providers, type ProvidersProps } from './providers';
import { Rail } from './rail';
import { TopBar } from './top-bar';

const FOR_OUTSIDERS = /^\/(?:a\/|sign-in|set-password|setup)/;

/** What is around every page. Pages for people who have not signed in have nothing around them: no navigation, and no word of threads. */
export function Shell(props: ProvidersProps) {
  const isForOutsiders = FOR_OUTSIDERS.test(usePathname());
  return isForOutsiders ? <BareShell {...props} /> : <Dashboard {...props} />;
}

function Dashboard({ children, ...providers }: ProvidersProps) {
  return (
    <Providers {...providers}>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t`Skip to content`}
      </a>
      <div className="flex min-h-dvh flex-col md:flex-row">
        <TopBar />
        <Rail />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-surface outline-none">
          <ConnectionBanner />
          {children}
        </main>
      </div>
    </Providers>
  );
}

function BareShell({ children }: ProvidersProps) {
  useEffect(keepThemeClass, []);
  // Whoever signs in next reads for themselves.
  useEffect(() => queryClient().clear(), []);
  return children;
}
