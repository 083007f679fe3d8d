import type { Metadata } from 'next';
import { undoMs } from '#lib/runs/undo-window';
import { ProfileScreen } from './profile-screen';

export const metadata: Metadata = { title: 'Profile' };

export default function ProfilePage() {
  return <ProfileScreen serverUndoSeconds={undoMs() / 1000} />;
}
