/** A pause inside a stop: the mark of a run that holds. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className}>
      <path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" className="fill-accent" />
      <path d="M8.25 7.5h2.5v9h-2.5zM13.25 7.5h2.5v9h-2.5z" className="fill-surface" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="flex items-center gap-2">
      <BrandMark className="size-5.5 shrink-0" />
      <span className="text-base font-semibold tracking-tight">Holdpoint</span>
    </span>
  );
}
