'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useEffect } from 'react';
import { queryClient } from '#app/_data/query-client';
import { LiveProvider } from '#app/_live/live-provider';
import type { Preferences } from '#app/_preferences/preferences';
import { PreferencesProvider } from '#app/_preferences/preferences-provider';
import { NowProvider } from '#app/_ui/now';
import { keepThemeClass } from '#app/_ui/theme';
import { Toaster } from '#app/_ui/toaster';
import type { Permission } from '#lib/auth/permissions';
import { ComeBackClock } from './come-back-clock';
import { ReviewerProvider } from './reviewer';
import { ShortcutsProvider } from './shortcuts';

// Nothing of it is on the page.
const Attention = dynamic(() => import('#app/_attention/attention').then((module) => module.Attention), {
  ssr: false,
  loading: () => null,
});

export interface ProvidersProps {
  reviewer: string | null;
  permissions: readonly Permission[];
  isMember: boolean;
  preferences: Preferences;
  serverNow: number;
  children: ReactNode;
}

export function Providers({ reviewer, permissions, isMember, preferences, serverNow, children }: ProvidersProps) {
  useEffect(keepThemeClass, []);
  return (
    <QueryClientProvider client={queryClient()}>
      <NuqsAdapter>
        <NowProvider serverNow={serverNow}>
          <PreferencesProvider initial={preferences}>
            <LiveProvider>
              <ReviewerProvider initialName={reviewer} permissions={permissions} isMember={isMember}>
                <ShortcutsProvider>{children}</ShortcutsProvider>
                <Attention />
                <ComeBackClock />
              </ReviewerProvider>
            </LiveProvider>
          </PreferencesProvider>
          <Toaster />
        </NowProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
