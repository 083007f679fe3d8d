import type { KeyboardEvent } from 'react';

/** A key handler that sends on Ctrl or ⌘ with Enter, the same in every form. */
export function onSubmitKey(submit: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  };
}
