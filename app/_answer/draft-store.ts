'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type AnswerDraft, parseDraft } from './parse-draft';

/** What was read or written in this tab; the session storage keeps it over a reload. */
const drafts = new Map<string, AnswerDraft | null>();
const listeners = new Set<() => void>();

function storageKey(interruptId: string): string {
  return `holdpoint.draft.${interruptId}`;
}

function readStored(interruptId: string): AnswerDraft | null {
  const known = drafts.get(interruptId);
  if (known !== undefined) return known;
  const draft = parseDraft(window.sessionStorage.getItem(storageKey(interruptId)));
  drafts.set(interruptId, draft);
  return draft;
}

function write(interruptId: string, draft: AnswerDraft | null): void {
  drafts.set(interruptId, draft);
  if (draft) window.sessionStorage.setItem(storageKey(interruptId), JSON.stringify(draft));
  else window.sessionStorage.removeItem(storageKey(interruptId));
  for (const listener of listeners) listener();
}

function setAsideKey(interruptId: string): string {
  return `holdpoint.sent.${interruptId}`;
}

/** Of an answer that was sent and can be taken back. */
export function setAsideDraft(interruptId: string, draft: AnswerDraft): void {
  window.sessionStorage.setItem(setAsideKey(interruptId), JSON.stringify(draft));
  write(interruptId, null);
}

/** Brings the draft back of an answer that was taken back, if it was sent from this tab. */
export function takeBackDraft(interruptId: string): void {
  const draft = parseDraft(window.sessionStorage.getItem(setAsideKey(interruptId)));
  window.sessionStorage.removeItem(setAsideKey(interruptId));
  if (draft) write(interruptId, draft);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface KeptDraft {
  /** Null while nothing was typed. */
  draft: AnswerDraft | null;
  keep: (draft: AnswerDraft) => void;
  discard: () => void;
}

/** The draft of one question, kept until it is sent or discarded. */
export function useAnswerDraft(interruptId: string): KeptDraft {
  const draft = useSyncExternalStore(
    subscribe,
    () => readStored(interruptId),
    () => null,
  );
  const keep = useCallback((next: AnswerDraft) => write(interruptId, next), [interruptId]);
  const discard = useCallback(() => write(interruptId, null), [interruptId]);
  return useMemo(() => ({ draft, keep, discard }), [draft, keep, discard]);
}
