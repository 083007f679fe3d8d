'use client';

import { signInElsewhere } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { t } from '#lib/language/gettext';

/** `to`: where one was going. */
export function ProviderForm({ provider, to }: { provider: string; to: string }) {
  return <AccountForm action={signInElsewhere} submit={t`Continue with ${provider}`} isAlternative hidden={{ to }} />;
}
