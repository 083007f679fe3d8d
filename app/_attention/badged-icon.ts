const MARK =
  '<path fill="#0b6675" d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z"/>' +
  '<path fill="#fff" d="M8.25 7.5h2.5v9h-2.5zM13.25 7.5h2.5v9h-2.5z"/>';

/** What fits into the corner of an icon of 16 pixels. */
const MOST_DIGITS = 9;

/** The app's icon with what waits in its corner, as an address: a digit, or a dot for more than one of those. */
export function badgedIcon(count: number): string {
  const digit = count > MOST_DIGITS ? '' : digitOf(count);
  const disc = `<circle cx="17" cy="17" r="7" fill="#b45309" stroke="#fff"/>${digit}`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${MARK}${disc}</svg>`)}`;
}

function digitOf(count: number): string {
  const look = 'fill="#fff" font-family="system-ui, sans-serif" font-size="11" font-weight="700" text-anchor="middle"';
  return `<text x="17" y="21" ${look}>${count}</text>`;
}
