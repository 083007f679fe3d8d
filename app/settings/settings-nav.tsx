'use client';

import { usePathname } from 'next/navigation';
import { ViewLinks } from '#app/_ui/view-links';
import { settingsSections } from './settings-sections';

export function SettingsNav() {
  const pathname = usePathname();
  const sections = settingsSections.map(({ href, label }) => ({ href, label, isCurrent: pathname.startsWith(href) }));
  return <ViewLinks label="Settings" views={sections} />;
}
