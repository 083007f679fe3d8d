import { Fragment } from 'react';
import { CommandKey } from '#app/_ui/command-key';
import { Kbd } from '#app/_ui/kbd';
import { keyCaps } from './key-caps';
import { useOwnKey } from './use-own-keys';

/** What this person presses for a key of the catalogue, drawn. */
export function ShortcutCaps({ keys }: { keys: string }) {
  return <PressedCaps pressed={useOwnKey()(keys)} />;
}

export function PressedCaps({ pressed }: { pressed: string }) {
  return (
    <span className="inline-flex shrink-0 gap-1">
      {keyCaps(pressed).map((cap, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may press one key twice
        <Fragment key={place}>{cap === 'mod' ? <CommandKey /> : <Kbd>{cap}</Kbd>}</Fragment>
      ))}
    </span>
  );
}
