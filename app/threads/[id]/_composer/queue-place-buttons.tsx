import { ChevronDown, ChevronUp } from 'lucide-react';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import type { QueueMoves } from './use-queue-moves';

/** One place up or down. At an end the button stays focusable, so that who moves by keyboard does not lose the place. */
export function QueuePlaceButtons({ run, moves }: { run: RunItem; moves: QueueMoves }) {
  const place = moves.placeOf(run);
  const name = shortId(run.id);
  if (place < 0 || moves.count < 2) return null;
  const step = (by: 1 | -1) => {
    const id = `queue-${run.id}-${by}`;
    const isEnd = place + by < 0 || place + by >= moves.count;
    return {
      id,
      'aria-disabled': isEnd || undefined,
      onClick: () => {
        moves.focusOn(id);
        void moves.move(run, place + by);
      },
    };
  };
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={t`Move run ${name} up`}
        icon={<ChevronUp aria-hidden />}
        {...step(-1)}
      />
      <Button
        variant="ghost"
        size="sm"
        aria-label={t`Move run ${name} down`}
        icon={<ChevronDown aria-hidden />}
        {...step(1)}
      />
    </>
  );
}
