import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanUp, temporary, write } from './support';

afterEach(cleanUp);

const ROOT = path.join(__dirname, '../..');
const THREADS = ['work/worker', 'run/documents/worker', 'search/worker'];

/** A project with nothing but what starts a publisher, and a command line that says `words`. */
function project(words: string): string {
  const root = temporary();
  for (const name of ['start', 'program', 'program-cache'])
    cpSync(path.join(ROOT, `src/publisher/${name}.cjs`), path.join(root, `src/publisher/${name}.cjs`));
  write(root, {
    'package.json': '{}',
    'tsconfig.json': '{}',
    'src/domain/words.ts': says(words),
    'src/feed/index.ts': 'export {};',
    'src/publisher/commands/cli.ts': "import { words } from '../../domain/words';\nconsole.log(words);",
    ...Object.fromEntries(THREADS.map((name) => [`src/publisher/${name}.ts`, 'export {};'])),
  });
  mkdirSync(path.join(root, 'node_modules'));
  symlinkSync(path.join(ROOT, 'node_modules/esbuild'), path.join(root, 'node_modules/esbuild'));
  return root;
}

const says = (words: string) => `export const words: string = '${words}';\n`;

const start = (root: string): string =>
  execFileSync(process.execPath, [path.join(root, 'src/publisher/start.cjs')], { encoding: 'utf8' }).trim();

const cached = (root: string): string[] => {
  const folder = path.join(root, 'node_modules/.cache/publisher');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(folder, name));
};

/** From now on the bundler is one that cannot bundle. */
function breakBundler(root: string): void {
  const folder = path.join(root, 'node_modules/esbuild');
  const about = readFileSync(path.join(folder, 'package.json'), 'utf8');
  rmSync(folder);
  write(folder, { 'package.json': about, 'lib/main.js': "throw new Error('bundled again');" });
}

test('what was bundled once is not bundled again', () => {
  const root = project('first');
  expect(start(root)).toBe('first');
  expect(cached(root)).toHaveLength(1);
  breakBundler(root);
  expect(start(root)).toBe('first');
});

test.each([
  ['src/domain/words.ts', says('second')],
  ['src/publisher/commands/cli.ts', "console.log('second');"],
  ['src/publisher/commands/more.ts', 'export {};'],
  ['tsconfig.json', '{ "compilerOptions": {} }'],
])('a change of %s is seen, and what was kept before goes', (file, text) => {
  const root = project('first');
  start(root);
  const [before] = cached(root);
  write(root, { [file]: text });
  expect(start(root)).toBe(text.includes('second') ? 'second' : 'first');
  expect(cached(root)).toHaveLength(1);
  expect(cached(root)).not.toContain(before);
});

test.each(['', '{"commands.cli":"console.log(', 'null'])(
  'a kept one that is not whole is none: %j',
  (text) => {
    const root = project('first');
    start(root);
    const [file] = cached(root);
    writeFileSync(file!, text);
    expect(start(root)).toBe('first');
    expect(JSON.parse(readFileSync(file!, 'utf8'))).toHaveProperty(['commands.cli']);
  },
);

test("a file that cannot be read is the bundler's to tell of", () => {
  const root = project('first');
  symlinkSync('nowhere.ts', path.join(root, 'src/publisher/.#open.ts'));
  expect(start(root)).toBe('first');
});

test('where nothing can be kept it runs all the same', () => {
  const root = project('first');
  writeFileSync(path.join(root, 'node_modules/.cache'), 'no folder');
  expect(start(root)).toBe('first');
  expect(start(root)).toBe('first');
});

test('what is made of a file elsewhere, whose changes nobody would see, is not kept', () => {
  const root = project('first');
  write(root, {
    'src/other.ts': says('elsewhere'),
    'src/publisher/commands/cli.ts': "import { words } from '../../other';\nconsole.log(words);",
  });
  expect(start(root)).toBe('elsewhere');
  write(root, { 'src/other.ts': says('again') });
  expect(start(root)).toBe('again');
});

test('the publisher is made of nothing elsewhere', () => {
  execFileSync(process.execPath, ['src/publisher/start.cjs', '--help'], { cwd: ROOT });
  const [file] = cached(ROOT);
  const programs = JSON.parse(readFileSync(file!, 'utf8')) as object;
  expect(Object.keys(programs).sort()).toEqual(
    ['commands/cli', ...THREADS].map((entry) => entry.replaceAll('/', '.')).sort(),
  );
});
