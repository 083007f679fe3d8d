import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { permissionsOfCaller } from '#lib/auth/caller';
import { t } from '#lib/language/gettext';
import { currentLanguage } from '#lib/language/language';
import { statedSecretNames } from '#lib/runs/masking/secret-names';
import { currentCaller } from './_auth/current-caller';
import { readPreferences } from './_preferences/read-preferences';
import { readReviewer } from './_shell/read-reviewer';
import { Shell } from './_shell/shell';
import { THEME_SCRIPT } from './_ui/theme-script';
import './globals.css';

export const dynamic = 'force-dynamic';

export function generateMetadata(): Metadata {
  return {
    title: { default: 'Holdpoint', template: '%s · Holdpoint' },
    description: t`Agents pause and ask. Holdpoint is where people answer.`,
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [reviewer, preferences, caller] = await Promise.all([readReviewer(), readPreferences(), currentCaller()]);
  const language = currentLanguage();
  return (
    // The script below sets the class of <html> before React wakes up.
    <html
      lang={language?.locale ?? 'en'}
      suppressHydrationWarning
      data-density={preferences.density}
      data-secret-names={statedSecretNames()}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which must run before the page is shown */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        {/* Waited for: what follows is taken up by scripts that speak the same language. */}
        {language && <script src={language.script} />}
        <Shell
          reviewer={reviewer}
          permissions={permissionsOfCaller(caller)}
          isMember={caller?.kind === 'member'}
          preferences={preferences}
          serverNow={Date.now()}
        >
          {children}
        </Shell>
      </body>
    </html>
  );
}
