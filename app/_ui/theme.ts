'use client';

import { useSyncExternalStore } from 'react';
import { DARK, THEME_KEY } from './theme-script';

export type Theme = 'system' | 'light' | 'dark';
/** What the screens are shown in. */
type ShownTheme = Exclude<Theme, 'system'>;

/** Kept in the browser, as the system's own choice is. */
export function useTheme() {
  return {
    theme: useSyncExternalStore<Theme>(onThemeChange, readTheme, () => 'system'),
    shownTheme: useSyncExternalStore<ShownTheme>(onThemeChange, readShownTheme, () => 'light'),
    setTheme,
  };
}

/** Puts the theme into the class of the document, now and whenever it changes. Returns the way to stop. */
export function keepThemeClass(): () => void {
  const apply = () => {
    const { classList } = document.documentElement;
    const shown = readShownTheme();
    classList.remove(shown === 'dark' ? 'light' : 'dark');
    classList.add(shown);
  };
  apply();
  return onThemeChange(apply);
}

function readTheme(): Theme {
  const stored = window.localStorage.getItem(THEME_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function readShownTheme(): ShownTheme {
  const theme = readTheme();
  if (theme !== 'system') return theme;
  return window.matchMedia(DARK).matches ? 'dark' : 'light';
}

function setTheme(theme: Theme): void {
  window.localStorage.setItem(THEME_KEY, theme);
  // The browser tells other tabs by itself, but not this one.
  window.dispatchEvent(new StorageEvent('storage', { key: THEME_KEY }));
}

function onThemeChange(listener: () => void): () => void {
  const system = window.matchMedia(DARK);
  window.addEventListener('storage', listener);
  system.addEventListener('change', listener);
  return () => {
    window.removeEventListener('storage', listener);
    system.removeEventListener('change', listener);
  };
}
