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

test.each(FOREIGN_ROOMS)('code of %s would be known again in a package, file by file', (room) => {
  const folder = join(ROOT, 'src', room);
  const compiled = listFiles(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file,
      code: transformSync(readFileSync(join(folder, file), 'utf8'), { loader: 'ts', minify: true }).code,
    }))
    .filter(({ code }) => code.trim() !== '');
  const unknown = compiled.filter(({ code }) => ![...wordsOf(code)].some((word) => words.has(word)));
  // Some small files have no word that is theirs alone.
  expect(unknown.length / compiled.length).toBeLessThan(0.2);
});
