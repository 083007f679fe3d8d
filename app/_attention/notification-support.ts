'use client';

import { useSyncExternalStore } from 'react';
import { t } from '#lib/language/gettext';

/**
 * `insecure`: browsers offer them over https, and on the machine itself, only. `unsupported`: not at all, or not to pages, as on
 * most phones.
 */
export type NotificationSupport = 'unsupported' | 'insecure' | NotificationPermission;

/** Whether one tab of several can be the one that tells. */
export function canTabsAgree(): boolean {
  return 'locks' in navigator;
}

function readSupport(): NotificationSupport {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window) || !canTabsAgree()) return 'unsupported';
  return isForbiddenToPages ? 'unsupported' : Notification.permission;
}

let isForbiddenToPages = false;
const listeners = new Set<() => void>();

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** Whoever changes the permission in the browser's own settings is heard, too. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  let status: PermissionStatus | undefined;
  void navigator.permissions
    ?.query({ name: 'notifications' })
    .then((found) => {
      status = found;
      status.addEventListener('change', listener);
    })
    // Some browsers do not know this name; then the page learns of a change when it is loaded again.
    .catch(() => undefined);
  return () => {
    listeners.delete(listener);
    status?.removeEventListener('change', listener);
  };
}

/** Null on the server, which cannot know. */
export function useNotificationSupport(): NotificationSupport | null {
  return useSyncExternalStore(subscribe, readSupport, () => null);
}

/** Asks the person, as a browser demands it: upon a press. @returns whether notifications can be shown from now on */
export async function askForNotifications(): Promise<boolean> {
  if (readSupport() === 'default') await Notification.requestPermission();
  const isGranted =
    readSupport() === 'granted' && notify(t`Notifications are on`, { body: t`This is how they look.` }) !== null;
  tellListeners();
  return isGranted;
}

/** Null where pages may not, which some browsers say only then. */
export function notify(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, { icon: '/icon.svg', ...options });
  } catch {
    isForbiddenToPages = true;
    tellListeners();
    return null;
  }
}
