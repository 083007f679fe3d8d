'use client';

import { ListChecks } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { useAriaKeys } from '#app/_shell/use-own-keys';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { LinkButton } from '#app/_ui/button';
import { t } from '#lib/language/gettext';

/** To the same questions, one after the other. */
export function WorkLink({ href }: { href: string }) {
  const router = useRouter();
  const ariaKeys = useAriaKeys();
  useShortcuts(useMemo(() => ({ w: () => router.push(href) }), [router, href]));
  return (
    <LinkButton href={href} prefetch={false} aria-keyshortcuts={ariaKeys('w')} icon={<ListChecks aria-hidden />}>
      {t`Work the queue`} <ShortcutCaps keys="w" />
    </LinkButton>
  );
}
