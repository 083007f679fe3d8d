import { t } from '#lib/language/gettext';
import { Button } from './button';

export interface PagerProps {
  isFirst: boolean;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
  onFirst: () => void;
  onNext: (cursor: string) => void;
  /** For a list in another order than newest first. */
  firstLabel?: string;
  nextLabel?: string;
}

/** Pages of a list that is read from its newest end. */
export function Pager({ isFirst, next, onFirst, onNext, firstLabel = t`Newest`, nextLabel = t`Older` }: PagerProps) {
  if (isFirst && next === null) return null;
  return (
    <nav aria-label={t`Pages`} className="flex gap-2 px-4 py-3 md:px-6">
      {isFirst ? null : <Button onClick={onFirst}>{firstLabel}</Button>}
      {next === null ? null : <Button onClick={() => onNext(next)}>{nextLabel}</Button>}
    </nav>
  );
}
