'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive } from '#app/_live/live-provider';
import { useIsTabShown } from '#app/_live/use-is-tab-shown';
import { useReviewer } from '#app/_shell/reviewer';
import { BEAT_MS, forgetSilent, hearLook, type Looks, namesOf } from './looks';

const TAB = Math.random().toString(36).slice(2);
const NOBODY: Looks = new Map();
/** So that many who are asked do not answer all at once. */
const ANSWER_WITHIN_MS = 500;
const LOOK_EVERY_MS = 2000;

/** Who else looks at the question, in a tab that is in sight. While it is, the others are told of the person of this one. */
export function useLooks(interruptId: string): string[] {
  const { name } = useReviewer();
  const say = useCallback((here: boolean) => announce(interruptId, here), [interruptId]);
  const isSaid = useAnnouncing(say);
  const looks = useHearing(interruptId, () => {
    if (isSaid.current) say(true);
  });
  return namesOf(looks).filter((by) => by !== name);
}

function announce(interruptId: string, here: boolean): void {
  const body = JSON.stringify({ tab: TAB, here });
  // It harms nobody when this fails: the next one comes, and who hears none forgets.
  void fetch(`/data/interrupts/${interruptId}/look`, { method: 'POST', body, keepalive: true }).catch(() => undefined);
}

/** @returns whether the others are being told */
function useAnnouncing(say: (here: boolean) => void): React.RefObject<boolean> {
  const { connection } = useLive();
  const { name } = useReviewer();
  const isSaid = useRef(false);
  const isWanted = useIsTabShown() && connection === 'open' && name !== null;
  useEffect(() => {
    if (!isWanted) return;
    const begin = () => say(true);
    const end = () => say(false);
    isSaid.current = true;
    begin();
    const timer = setInterval(begin, BEAT_MS);
    window.addEventListener('pagehide', end);
    return () => {
      isSaid.current = false;
      clearInterval(timer);
      window.removeEventListener('pagehide', end);
      end();
    };
  }, [say, isWanted]);
  return isSaid;
}

/** @param answer tells one who has just come that this tab is there */
function useHearing(interruptId: string, answer: () => void): Looks {
  const { listen } = useLive();
  const [looks, setLooks] = useState(NOBODY);
  const latest = useRef(answer);
  useEffect(() => {
    latest.current = answer;
  });
  useEffect(() => {
    let heard = NOBODY;
    let answering: ReturnType<typeof setTimeout> | undefined;
    const keep = (next: Looks) => {
      heard = next;
      setLooks(next);
    };
    const stop = listen((message) => {
      if (message.k !== 'look' || message.i !== interruptId || message.tab === TAB) return;
      if (message.here && !heard.has(message.tab)) {
        clearTimeout(answering);
        answering = setTimeout(() => latest.current(), Math.random() * ANSWER_WITHIN_MS);
      }
      keep(hearLook(heard, message, Date.now()));
    });
    const timer = setInterval(() => keep(forgetSilent(heard, Date.now())), LOOK_EVERY_MS);
    return () => {
      stop();
      clearInterval(timer);
      clearTimeout(answering);
      keep(NOBODY);
    };
  }, [listen, interruptId]);
  return looks;
}
