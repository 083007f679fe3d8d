import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { Badge, type Tone } from './badge';

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  label: string;
  /** What the word means, for the tooltip. */
  meaning: string;
}

export function LookBadge({ look, suffix }: { look: Look; suffix?: string }) {
  const Icon = look.icon;
  const spinning = look.icon === LoaderCircle;
  return (
    <Badge tone={look.tone} title={look.meaning} icon={<Icon aria-hidden className={spinning ? 'animate-spin' : ''} />}>
      {look.label}
      {suffix ? <span className="font-normal">· {suffix}</span> : null}
    </Badge>
  );
}
