import { Flag, ShieldAlert } from 'lucide-react';
import { Badge, type Tone } from '#app/_ui/badge';
import { t } from '#lib/language/gettext';
import type { Level, QuestionLevels } from '#lib/runs/question-levels';
import { levelLabel } from './level-label';

const TONES: Record<Level, Tone> = { low: 'neutral', medium: 'neutral', high: 'waiting', critical: 'danger' };

/** What an agent says of how dangerous and how urgent its question is, in words. */
export function LevelBadges({ levels: { risk, priority } }: { levels: QuestionLevels }) {
  return (
    <>
      {risk === null ? null : (
        <Badge tone={TONES[risk]} icon={<ShieldAlert aria-hidden />} title={t`The agent says so`}>
          {levelLabel(risk, 'risk')}
        </Badge>
      )}
      {priority === null ? null : (
        <Badge tone={TONES[priority]} icon={<Flag aria-hidden />} title={t`The agent says so`}>
          {levelLabel(priority, 'priority')}
        </Badge>
      )}
    </>
  );
}
