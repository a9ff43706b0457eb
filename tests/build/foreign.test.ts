import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { FOREIGN_ROOMS, foreignWords, wordsOf } from '../../src/build/foreign';
import { listFiles } from '../../src/host/package/files';

const ROOT = join(__dirname, '../..');
const words = foreignWords(ROOT);

test('a minifier leaves the words of code as they are, and types leave none', () => {
  const code = `import { thing } from './somewhere-else';
    interface Options { neverCompiled: 'as-a-type' }
    export function run(options: Options): string {
      const localName = options.longProperty.handedOver({ ownProperty: 1 });
      return \`begins with \${localName} and ends here\`;
    }`;
  const { code: minified } = transformSync(code, { loader: 'ts', minify: true });
  expect([...wordsOf(minified)].sort()).toEqual([
    ' and ends here',
    'begins with ',
    'handedOver',
    'longProperty',
    'ownProperty',
  ]);
  expect(wordsOf(code)).toEqual(wordsOf(minified));
});

/** Every file that leaves code behind would be known again, however little of it there is. */
test.each(
  FOREIGN_ROOMS.flatMap((room) =>
    listFiles(join(ROOT, 'src', room))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `src/${room}/${file}`),
  ),
)('%s would be found in a package', (file) => {
  const { code } = transformSync(readFileSync(join(ROOT, file), 'utf8'), { loader: 'ts', minify: true });
  if (code.trim() === '') return;
  expect([...wordsOf(code)].filter((word) => words.has(word))).not.toEqual([]);
});
