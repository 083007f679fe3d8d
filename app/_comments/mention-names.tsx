import { classNames } from '#app/_ui/class-names';
import { msgid, ngettext, t } from '#lib/language/gettext';

export interface MentionNamesProps {
  id: string;
  names: string[];
  /** Which one Enter takes. */
  at: number;
  onTake: (name: string) => void;
}

/** The names that are offered below a text; how many is said to who does not see them. */
export function MentionNames({ id, names, at, onTake }: MentionNamesProps) {
  const [count, chosen] = [names.length, names[at]];
  return (
    <>
      <span role="status" className="sr-only">
        {chosen === undefined ? '' : ngettext(msgid`${count} name: ${chosen}`, msgid`${count} names: ${chosen}`, count)}
      </span>
      {names.length > 0 ? (
        <div
          id={id}
          role="listbox"
          aria-label={t`Names`}
          className="absolute top-full left-0 z-10 mt-1 w-64 max-w-full rounded-md border border-control-line bg-surface p-1 shadow-md"
        >
          {names.map((name, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={name}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(name)}
              className={classNames(
                'flex min-h-8 cursor-pointer items-center rounded px-2 text-sm wrap-anywhere pointer-coarse:min-h-11',
                place === at ? 'bg-accent-soft text-accent-strong' : 'hover:bg-sunken',
              )}
            >
              {name}
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}
