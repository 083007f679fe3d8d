import type { Metadata } from 'next';
import { t } from '#lib/language/gettext';
import { undoMs } from '#lib/runs/undo-window';
import { ProfileScreen } from './profile-screen';

export function generateMetadata(): Metadata {
  return { title: t`Profile` };
}

export default function ProfilePage() {
  return <ProfileScreen serverUndoSeconds={undoMs() / 1000} />;
}
