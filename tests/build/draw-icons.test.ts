import { readFileSync } from 'node:fs';
import { ICON_STYLES, iconStyles } from '../../src/build/draw-icons';

test('the icons’ styles are the drawings of today (npx tsx src/build/draw-icons.ts)', () => {
  expect(readFileSync(ICON_STYLES, 'utf8')).toBe(iconStyles());
});
