/** A moment for a reader of whom nothing is known, not even the time zone: the same with and without scripts. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}</time>;
}
