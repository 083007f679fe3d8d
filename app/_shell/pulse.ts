const MS = 450;

/** Shows which control a key has just pressed, to whom movement does no harm. */
export function pulse(element: Element | null | undefined): void {
  if (!element || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate(
    [
      { boxShadow: '0 0 0 0 var(--accent)' },
      { boxShadow: '0 0 0 6px color-mix(in oklab, var(--accent) 0%, transparent)' },
    ],
    { duration: MS, easing: 'ease-out' },
  );
}
