import { Button } from '#app/_ui/button';
import { formatCount } from '#app/_ui/format-count';
import { t } from '#lib/language/gettext';
import type { InboxPages } from './use-inbox-pages';

const MOST = 100;

/** Says that questions were asked since the list was opened. Lies over the list, so that nothing moves. */
export function NewcomersLine({ pages }: { pages: InboxPages }) {
  const { newcomers, newestFirst, startOver } = pages;
  const howMany = formatCount(newcomers, MOST);
  return (
    <div className="sticky top-16 z-10 h-0 md:top-3">
      <p role="status" className="flex justify-center">
        {newcomers > 0 && newestFirst ? (
          <Button
            size="sm"
            className="shadow-raised"
            onClick={() => {
              window.scrollTo({ top: 0, behavior: 'instant' });
              startOver();
            }}
          >
            {t`${howMany} new`} · {t`Show`}
          </Button>
        ) : null}
        {newcomers > 0 && !newestFirst ? (
          <span className="sr-only">{t`${howMany} new, at the end of the list`}</span>
        ) : null}
      </p>
    </div>
  );
}
