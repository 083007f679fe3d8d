'use client';

import { useSyncExternalStore } from 'react';
import { t } from '#lib/language/gettext';
import { Kbd } from './kbd';

const never = () => () => undefined;

/** The key that goes with others for commands: ⌘ where keyboards have it, else Ctrl. Both are heard everywhere. */
export function CommandKey() {
  const isApple = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  return <Kbd>{isApple ? '⌘' : t`Ctrl`}</Kbd>;
}
