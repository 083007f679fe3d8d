import { keyCaps } from '#app/_shell/key-caps';
import { isRemappable } from '#app/_shell/remap-key';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { useOwnKey } from '#app/_shell/use-own-keys';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';

export interface KeyRowProps {
  /** As the catalogue names them. */
  keys: string[];
  what: string;
  onChange: (shortcut: string) => void;
}

/** One thing that is done by keys, and the way to other ones. */
export function KeyRow({ keys, what, onChange }: KeyRowProps) {
  const own = useOwnKey();
  const capsOf = (key: string) => keyCaps(own(key)).join(' ');
  const isChanged = keys.some((key) => own(key) !== key);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
      <span className="min-w-0 flex-1 basis-48 text-sm">
        {what}
        {isChanged ? <span className="ml-2 text-xs text-ink-faint">{t`changed`}</span> : null}
      </span>
      {keys.map((key) => (
        <span key={key} className="flex min-h-7 items-center gap-2">
          <ShortcutCaps keys={key} />
          {isRemappable(key) ? (
            <Button size="sm" aria-label={t`Change ${capsOf(key)}: ${what}`} onClick={() => onChange(key)}>
              {t`Change`}
            </Button>
          ) : null}
        </span>
      ))}
    </li>
  );
}
