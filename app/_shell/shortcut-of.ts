/** Where keys are letters. A radio or a checkbox takes none. */
const WRITING =
  'textarea, select, [contenteditable="true"], input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"])';
/** What lies over the page has keys of its own. */
const LAID_OVER = '[role="dialog"], [role="menu"], [role="listbox"]';
const WHILE_WRITING = ['mod+Enter', 'mod+k', 'mod+Shift+j'];

/** The name of the keys pressed, or null when a shortcut must not fire: while writing, in a dialog, or while a key is held down. */
export function shortcutOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.repeat || event.isComposing) return null;
  const name = nameOf(event);
  const { target } = event;
  if (name === null || !(target instanceof Element)) return name;
  if (target.closest(LAID_OVER)) return null;
  if (isWriting(target)) return WHILE_WRITING.includes(name) ? name : null;
  // Enter belongs to the link or button that has the focus.
  if (name === 'Enter' && target.closest('a, button, summary, [role="tab"]')) return null;
  return name;
}

export function isWriting(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.closest(WRITING) !== null;
}

/** With Alt some keyboards write another sign than the one on the key. */
function letterUnder({ key, code }: KeyboardEvent): string {
  const [, letter] = /^(?:Key|Digit)(.)$/.exec(code) ?? [];
  return (/^[!-~]$/.test(key) ? key : (letter ?? key)).toLowerCase();
}

/** What a press is called, wherever it is made; null for what is no shortcut. */
export function nameOf(event: KeyboardEvent): string | null {
  // Many keyboards have brackets on it.
  if (event.getModifierState('AltGraph')) return event.key;
  if (event.altKey) return event.metaKey || event.ctrlKey ? null : `Alt+${letterUnder(event)}`;
  if (!event.metaKey && !event.ctrlKey) return event.key;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `mod+${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** Those that are turned off with single keys (WCAG 2.1.4): letters, digits and signs, alone or one after the other. */
export function isSingleKey(keys: string): boolean {
  return !/^(mod|Alt)\+/.test(keys) && keys !== 'Escape';
}
