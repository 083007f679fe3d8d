import { expect, it } from 'vitest';
import { badgedIcon } from './badged-icon';

const svgOf = (count: number) => decodeURIComponent(badgedIcon(count).replace('data:image/svg+xml,', ''));

it('shows a digit where one is enough', () => {
  expect(svgOf(7)).toMatch(/^<svg .*<circle .*<text [^>]*>7<\/text><\/svg>$/);
});

it('shows a dot for more', () => {
  expect(svgOf(10)).toContain('<circle ');
  expect(svgOf(10)).not.toContain('<text');
});
