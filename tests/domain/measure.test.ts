import fs from 'node:fs';
import path from 'node:path';
import postcss, { type Declaration } from 'postcss';
import { SIZES } from '../../src/domain/comfort';
import { columnWidth, heightUnit } from '../../src/domain/measure';

const SRC = path.join(__dirname, '../../src');

/** Every declaration of a custom property in the program's styles. */
function declarationsOf(property: string): Declaration[] {
  const found: Declaration[] = [];
  for (const file of fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css')) continue;
    postcss
      .parse(fs.readFileSync(path.join(SRC, file), 'utf8'))
      .walkDecls(property, (declaration) => void found.push(declaration));
  }
  return found;
}

/** Selector of the rule that a declaration stands in, and the media query around it; undefined without one. */
const rule = ({ parent }: Declaration) => (parent as postcss.Rule).selector;
const media = (one: Declaration) => (one.parent!.parent as Partial<postcss.AtRule>).params;

test('--u of the styles is the unit that heights are planned in, at every size', () => {
  const styles = declarationsOf('--u').map((one) => [rule(one), one.value]);
  expect(styles.sort()).toEqual(SIZES.map(({ step }) => [`.fs-${step}`, `${heightUnit(step)}px`]));
});

test('--measure of the styles leaves the width that texts and pictures are planned for', () => {
  const found = declarationsOf('--measure');
  expect(found).toHaveLength(2);
  const phone = found.find((one) => !media(one));
  const tablet = found.find(media);
  const side = Number.parseFloat(phone!.value);
  expect(phone!.value).toBe(`${side}px`);
  for (const screen of [320, 390, 699]) expect(columnWidth(screen)).toBe(screen - 2 * side);
  expect(media(tablet!)).toBe('(min-width: 700px)');
  const half = Number(/^calc\(50vw - (\d+)px\)$/.exec(tablet!.value)?.[1]);
  for (const screen of [700, 1024, 1366]) expect(columnWidth(screen)).toBe(2 * half);
});
