import {
  Activity,
  ChartColumn,
  Inbox,
  ListTree,
  type LucideIcon,
  MessagesSquare,
  Settings,
  Workflow,
} from 'lucide-react';
import { t } from '#lib/language/gettext';

export interface NavItem {
  href: string;
  label: () => string;
  icon: LucideIcon;
}

export const navItems: NavItem[] = [
  { href: '/inbox', label: () => t`Inbox`, icon: Inbox },
  { href: '/threads', label: () => t`Threads`, icon: MessagesSquare },
  { href: '/runs', label: () => t`Runs`, icon: ListTree },
  { href: '/graphs', label: () => t`Graphs`, icon: Workflow },
  { href: '/activity', label: () => t`Activity`, icon: Activity },
  { href: '/insights', label: () => t`Insights`, icon: ChartColumn },
  { href: '/settings', label: () => t`Settings`, icon: Settings },
];

/** A single question belongs to the inbox. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  if (item.href === '/inbox' && pathname.startsWith('/i/')) return true;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
