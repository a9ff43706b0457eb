import fs from 'node:fs';
import path from 'node:path';

const SRC = path.resolve(__dirname, '../../src');
const files = (pattern: RegExp): string[] =>
  ['components', 'pages']
    .flatMap((room) =>
      fs.readdirSync(path.join(SRC, room), { recursive: true }).map((file) => `${room}/${file}`),
    )
    .filter((file) => pattern.test(file));
const read = (file: string) => fs.readFileSync(path.join(SRC, file), 'utf8');

/** Stylesheets that a source imports, as paths in src. */
const stylesOf = (file: string): string[] =>
  [...read(file).matchAll(/import '(\.[^']+\.css)'/g)].map(([, to]) => path.join(path.dirname(file), to!));
const sources = files(/\.tsx?$/);

test('a component’s style stands beside it and is nobody else’s: who needs the look shows the component', () => {
  const foreign = sources.flatMap((file) =>
    stylesOf(file)
      .filter((style) => path.dirname(style) !== path.dirname(file))
      .map((style) => `${file} imports ${style}`),
  );
  expect(foreign).toEqual([]);
});

test('no stylesheet lies loose or is forgotten', () => {
  const imported = new Set(sources.flatMap(stylesOf));
  expect(files(/\.css$/).filter((style) => !imported.has(style))).toEqual([]);
});

test('no stylesheet has more than 300 lines', () => {
  const all = [...files(/\.css$/), 'app.css', 'base.css'];
  expect(all.filter((style) => read(style).trimEnd().split('\n').length > 300)).toEqual([]);
});

/** The folder of each shared control, and the classes that it is drawn with. */
const CONTROLS: [folder: string, classes: RegExp][] = [
  ['segments', /^seg(-|$)/],
  ['switch', /^switch(-|$)/],
  ['scrim', /^scrim(-|$)/],
  ['sheet', /^sheet(-|$)/],
  ['dialog', /^dialog(-|$)/],
  ['search-field', /^(field|find)(-|$)/],
];

/** Classes that a file names: in `className` and `class`, or in selectors. */
function classesOf(file: string): string[] {
  const text = read(file);
  const named = /\.css$/.test(file)
    ? [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!)
    : [...text.matchAll(/\bclass(?:Name)?=("[^"]*"|\{[^}]*\})/g)].flatMap(
        ([, value]) => value!.match(/[\w-]+/g) ?? [],
      );
  return [...new Set(named)];
}

test.each(CONTROLS)('%s is drawn in one place: everybody else shows the component', (folder, classes) => {
  const drawing = files(/\.(tsx|wxml|css)$/).filter((file) =>
    classesOf(file).some((name) => classes.test(name)),
  );
  expect(drawing.filter((file) => path.dirname(file) !== `components/${folder}`)).toEqual([]);
  expect(drawing).toContain(`components/${folder}/index.css`);
});
