import { SearchX } from 'lucide-react';
import { LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { t } from '#lib/language/gettext';

export default function QuestionNotFound() {
  return (
    <EmptyState
      isPage
      icon={<SearchX aria-hidden />}
      title={t`There is no such question`}
      actions={<LinkButton href="/inbox">{t`Back to the inbox`}</LinkButton>}
    >
      {t`Its run may have been rolled back, or its thread deleted; then its question goes with it.`}
    </EmptyState>
  );
}
