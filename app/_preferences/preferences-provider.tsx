'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import type { Preferences } from './preferences';

export interface PreferencesControl {
  preferences: Preferences;
  /** Holds at once, in every tab of this browser, and from then on. */
  change: (part: Partial<Preferences>) => Promise<void>;
}

const PreferencesContext = createContext<PreferencesControl | null>(null);

export function usePreferences(): PreferencesControl {
  const control = useContext(PreferencesContext);
  if (!control) throw new Error('usePreferences needs a PreferencesProvider above it; the root layout has one.');
  return control;
}

const CHANNEL = 'holdpoint.preferences';

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setHere] = useState(initial);
  const adopt = useCallback((part: Partial<Preferences>) => setHere((before) => ({ ...before, ...part })), []);
  const { density, times, timeZone } = preferences;

  const change = useCallback(
    async (part: Partial<Preferences>) => {
      adopt(part);
      tellOtherTabs(part);
      // Few pages change anything, so what stores it is loaded then.
      const stored = import('./store-preferences').then(({ storePreferences }) => storePreferences(part));
      await stored.catch(() =>
        showToast('error', t`The server did not answer: this setting holds until the page is loaded again.`),
      );
    },
    [adopt],
  );

  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Partial<Preferences>>) => adopt(data);
    return () => channel.close();
  }, [adopt]);

  // Who travels reads the time of where they are.
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (times === 'absolute' && here !== timeZone) void change({ timeZone: here });
  }, [times, timeZone, change]);

  const control = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={control}>{children}</PreferencesContext>;
}

function tellOtherTabs(part: Partial<Preferences>): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(part);
  channel.close();
}
