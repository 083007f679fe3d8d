import { redirect } from 'next/navigation';
import { settingsSections } from './settings-sections';

export default function SettingsPage() {
  redirect(settingsSections[0]?.href ?? '/inbox');
}
