import { Button, type ButtonProps } from '#app/_ui/button';
import { ShortcutCaps } from './shortcut-caps';
import { useAriaKeys } from './use-own-keys';

/** `shortcut`: as the catalogue names it; null where the button has no key. */
export type ShortcutButtonProps = ButtonProps & { shortcut: string | null };

/** A button that says which key does the same. */
export function ShortcutButton({ shortcut, children, ...rest }: ShortcutButtonProps) {
  const ariaKeys = useAriaKeys();
  return (
    <Button {...rest} aria-keyshortcuts={ariaKeys(shortcut)}>
      {children} {shortcut === null ? null : <ShortcutCaps keys={shortcut} />}
    </Button>
  );
}
