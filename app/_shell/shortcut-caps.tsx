import { Fragment } from 'react';
import { CommandKey } from '#app/_ui/command-key';
import { Kbd } from '#app/_ui/kbd';
import { keyCaps } from './key-caps';

/** The keys of a shortcut, drawn. */
export function ShortcutCaps({ keys }: { keys: string }) {
  return (
    <span className="flex shrink-0 gap-1">
      {keyCaps(keys).map((cap, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may press one key twice
        <Fragment key={place}>{cap === 'mod' ? <CommandKey /> : <Kbd>{cap}</Kbd>}</Fragment>
      ))}
    </span>
  );
}
