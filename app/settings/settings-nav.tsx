'use client';

import { usePathname } from 'next/navigation';
import { useReviewer } from '#app/_shell/reviewer';
import { ViewLinks } from '#app/_ui/view-links';
import { t } from '#lib/language/gettext';
import { settingsSections } from './settings-sections';

export function SettingsNav() {
  const pathname = usePathname();
  const { may } = useReviewer();
  const open = settingsSections.filter(({ permission }) => may(permission));
  const sections = open.map(({ href, label }) => ({ href, label: label(), isCurrent: pathname.startsWith(href) }));
  return <ViewLinks label={t`Settings`} views={sections} />;
}
