import type { Metadata } from 'next';
import { t } from '#lib/language/gettext';
import { KeysScreen } from './keys-screen';

export function generateMetadata(): Metadata {
  return { title: t`Keys` };
}

export default function KeysPage() {
  return <KeysScreen />;
}
