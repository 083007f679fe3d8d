import type { ReactNode } from 'react';
import { PageHeader } from '#app/_ui/page-header';
import { t } from '#lib/language/gettext';
import { SettingsNav } from './settings-nav';

/** Each section brings its own cards. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={t`Settings`} />
      <SettingsNav />
      <div className="flex w-full max-w-3xl flex-col gap-4 px-4 py-5 md:px-6">{children}</div>
    </>
  );
}
