import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ConnectionBanner } from './_live/connection-banner';
import { readPreferences } from './_preferences/read-preferences';
import { Providers } from './_shell/providers';
import { Rail } from './_shell/rail';
import { readReviewer } from './_shell/read-reviewer';
import { TopBar } from './_shell/top-bar';
import { THEME_SCRIPT } from './_ui/theme-script';
import './globals.css';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Holdpoint', template: '%s · Holdpoint' },
  description: 'Agents pause and ask. Holdpoint is where people answer.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [reviewer, preferences] = await Promise.all([readReviewer(), readPreferences()]);
  return (
    // The script below sets the class of <html> before React wakes up.
    <html
      lang="en"
      suppressHydrationWarning
      data-density={preferences.density}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which must run before the page is shown */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        <Providers reviewer={reviewer} preferences={preferences} serverNow={Date.now()}>
          <a
            href="#main"
            className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            Skip to content
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
      </body>
    </html>
  );
}
