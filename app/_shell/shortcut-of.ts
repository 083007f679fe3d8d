/** The name of the key pressed, or null when a shortcut must not fire: while typing, in a dialog, or with another modifier. */
export function shortcutOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.repeat || event.altKey) return null;
  const mod = event.metaKey || event.ctrlKey;
  if (mod) return event.key === 'Enter' ? 'mod+Enter' : null;
  const target = event.target;
  if (!(target instanceof Element)) return event.key;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]')) return null;
  // Enter and Space belong to the link or button that has the focus.
  if (event.key === 'Enter' && target.closest('a, button, summary, [role="tab"]')) return null;
  return event.key;
}
