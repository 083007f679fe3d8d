'use client';

import { signInElsewhere } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';

/** `to`: where one was going. */
export function ProviderForm({ provider, to }: { provider: string; to: string }) {
  return <AccountForm action={signInElsewhere} submit={`Continue with ${provider}`} isAlternative hidden={{ to }} />;
}
