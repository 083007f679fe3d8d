'use client';

import { usePathname } from 'next/navigation';
import { useReviewer } from '#app/_shell/reviewer';
import { ViewLinks } from '#app/_ui/view-links';
import { settingsSections } from './settings-sections';

export function SettingsNav() {
  const pathname = usePathname();
  const { may } = useReviewer();
  const open = settingsSections.filter(({ permission }) => may(permission));
  const sections = open.map(({ href, label }) => ({ href, label, isCurrent: pathname.startsWith(href) }));
  return <ViewLinks label="Settings" views={sections} />;
}
