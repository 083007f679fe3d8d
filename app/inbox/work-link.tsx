'use client';

import { ListChecks } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { LinkButton } from '#app/_ui/button';
import { Kbd } from '#app/_ui/kbd';

/** To the same questions, one after the other. */
export function WorkLink({ href }: { href: string }) {
  const router = useRouter();
  useShortcuts(useMemo(() => ({ w: () => router.push(href) }), [router, href]));
  return (
    <LinkButton href={href} prefetch={false} aria-keyshortcuts="w" icon={<ListChecks aria-hidden />}>
      Work the queue <Kbd>w</Kbd>
    </LinkButton>
  );
}
