import { listWidths } from '#app/_preferences/preferences';

/** The columns of the list, of what lies between, and of the question, which is never narrower than on a phone. */
export function splitColumns(width: number): string {
  return `min(${width}px,100% - 24rem) auto minmax(0, 1fr)`;
}

const STEP = 16;
const presets = [384, 480, 576];

export function widthWithin(width: number): number {
  return Math.round(Math.min(listWidths.most, Math.max(listWidths.least, width)));
}

/** Null for a key that does not move it. */
export function widthAfterKey(width: number, key: string): number | null {
  switch (key) {
    case 'ArrowLeft':
      return widthWithin(width - STEP);
    case 'ArrowRight':
      return widthWithin(width + STEP);
    case 'Home':
      return listWidths.least;
    case 'End':
      return listWidths.most;
    default:
      return null;
  }
}

/** The next wider one, and from the widest the first again: for who cannot drag. */
export function widthAfterPress(width: number): number {
  return presets.find((preset) => preset > width) ?? presets[0] ?? width;
}
