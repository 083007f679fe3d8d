'use client';

import { Clock } from 'lucide-react';
import { Badge } from '#app/_ui/badge';
import { jt } from '#app/_ui/jt';
import { useNow } from '#app/_ui/now';
import { TimeUntil } from '#app/_ui/time-until';

/** Until when a question that waits can be answered, where there is room for a few words only. */
export function DeadlineBadge({ expiresAt }: { expiresAt: string | null }) {
  const now = useNow();
  if (expiresAt === null) return null;
  const isOver = Date.parse(expiresAt) <= now;
  const when = <TimeUntil at={expiresAt} />;
  return (
    <Badge tone={isOver ? 'danger' : 'neutral'} icon={<Clock aria-hidden />}>
      {isOver ? jt`Overdue, expired ${when}` : jt`Expires ${when}`}
    </Badge>
  );
}
