import { classNames } from '#app/_ui/class-names';

export interface MentionNamesProps {
  id: string;
  names: string[];
  /** Which one Enter takes. */
  at: number;
  onTake: (name: string) => void;
}

/** The names that are offered below a text; how many is said to who does not see them. */
export function MentionNames({ id, names, at, onTake }: MentionNamesProps) {
  return (
    <>
      <span role="status" className="sr-only">
        {names.length > 0 ? `${names.length} ${names.length === 1 ? 'name' : 'names'}: ${names[at]}` : ''}
      </span>
      {names.length > 0 ? (
        <div
          id={id}
          role="listbox"
          aria-label="Names"
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
