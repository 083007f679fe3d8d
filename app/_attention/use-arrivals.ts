'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { Preferences } from '#app/_preferences/preferences';
import { usePreferences } from '#app/_preferences/preferences-provider';
import type { Arrival } from '#lib/review/get-waiting';
import { ArrivalTeller } from './arrival-teller';
import { describeArrivals } from './describe-arrivals';
import { findArrivals, type Seen, seenOf } from './find-arrivals';
import { canTabsAgree, notify } from './notification-support';
import { playTone } from './play-tone';
import { beTeller, isAnyTabInFront, watchFront } from './tab-locks';

/** Tells a person who looks elsewhere of new questions: one tab of all does, and only while none is in front. */
export function useArrivals(newest: Arrival[] | undefined): void {
  const teller = useTeller();
  const seen = useRef<Seen | null>(null);

  useEffect(() => {
    if (!newest) return;
    const arrivals = seen.current ? findArrivals(newest, seen.current) : [];
    // Every tab keeps up, because any may become the one that tells.
    seen.current = seenOf(newest, seen.current ?? undefined);
    teller?.hear(arrivals, newest);
  }, [newest, teller]);
}

/** Null in every tab but the one that tells. */
function useTeller(): ArrivalTeller | null {
  const [teller, setTeller] = useState<ArrivalTeller | null>(null);
  const tell = useTell();

  useEffect(() => {
    if (!canTabsAgree()) return;
    const made = new ArrivalTeller({ isAnyTabInFront, tell });
    const forget = () => made.forget();
    const stops = [watchFront(), beTeller(() => setTeller(made))];
    window.addEventListener('focus', forget);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('focus', forget);
      forget();
      setTeller(null);
    };
  }, [tell]);
  return teller;
}

/** As the person wants it at that moment. */
function useTell(): (arrivals: Arrival[]) => () => void {
  const { preferences } = usePreferences();
  const router = useRouter();
  const latest = useRef(preferences);
  useEffect(() => {
    latest.current = preferences;
  }, [preferences]);

  const [tell] = useState(() => (arrivals: Arrival[]) => {
    if (latest.current.sound) playTone();
    const notice = latest.current.notifications ? noticeOf(arrivals, latest.current) : null;
    if (!notice) return () => {};
    notice.onclick = () => {
      window.focus();
      notice.close();
      router.push(describeArrivals(arrivals).href);
    };
    return () => notice.close();
  });
  return tell;
}

/** The same tag takes the place of a notification that a tab before has left. */
function noticeOf(arrivals: Arrival[], { sound }: Preferences): Notification | null {
  const { title, body } = describeArrivals(arrivals);
  return notify(title, { body, tag: 'holdpoint', silent: !sound });
}
