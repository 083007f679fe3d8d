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

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

export const navItems: NavItem[] = [
  { href: '/inbox', label: 'Inbox', icon: Inbox },
  { href: '/threads', label: 'Threads', icon: MessagesSquare },
  { href: '/runs', label: 'Runs', icon: ListTree },
  { href: '/graphs', label: 'Graphs', icon: Workflow },
  { href: '/activity', label: 'Activity', icon: Activity },
  { href: '/insights', label: 'Insights', icon: ChartColumn },
  { href: '/settings', label: 'Settings', icon: Settings },
];

/** A single question belongs to the inbox. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  if (item.href === '/inbox' && pathname.startsWith('/i/')) return true;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
