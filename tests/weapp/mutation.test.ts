import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { examine, type Verdict } from './journey';
import { DIST, ROOT } from './support';

/*
 * Breaks a good build, one way at a time, and sees that a check notices. A check that notices nothing is worth nothing:
 * `MUTATION=1 npx jest tests/weapp/mutation`.
 */
const run = process.env.MUTATION ? describe : describe.skip;

interface Build {
  edit(file: string, change: (source: string) => string): void;
  remove(file: string): void;
}

/** A change that changes nothing proves nothing, so it fails. */
function build(folder: string): Build {
  return {
    edit(file, change) {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${file}: the mutation found nothing to change`);
      writeFileSync(path, after);
    },
    remove: (file) => rmSync(join(folder, file)),
  };
}

const prepend = (code: string) => (source: string) => code + source;
const replace = (from: string | RegExp, to: string) => (source: string) => source.replace(from, to);

/** A module as a bundler puts it into a file: there, and not run. */
const compiled = (file: string): string => {
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018 },
  });
  return `(function(require,exports){${outputText}});`;
};

const ARTICLE = 'pages/article/index.js';
const MUTATIONS: [name: string, mutate: (build: Build) => void][] = [
  ['no tap is bound', (b) => b.edit('base.wxml', replace(/bindtap="eh"/g, ''))],
  ['text nodes show nothing', (b) => b.edit('base.wxml', replace(/\{\{i\.v\}\}/g, ''))],
  ['class names are lost', (b) => b.edit('base.wxml', replace(/class="\{\{i\.cl\}\}"/g, ''))],
  ['an end tag is missing', (b) => b.edit('base.wxml', replace('</view>', ''))],
  ['an expression is bad', (b) => b.edit('base.wxml', replace('{{i.st}}', '{{i.st+}}'))],
  ['a list has a bad key', (b) => b.edit('base.wxml', replace('wx:key="name"', 'wx:key="0"'))],
  ['a tag is misspelt', (b) => b.edit('base.wxml', replace(/scroll-view/g, 'scroll-veiw'))],
  ['a template import is missing', (b) => b.edit('pages/article/index.wxml', replace(/<import[^>]*>/, ''))],
  ['an imported template is missing', (b) => b.remove('base.wxml')],
  ['a script is missing', (b) => b.remove('utils.wxs')],
  ['a script is broken', (b) => b.edit('utils.wxs', replace(/'tmpl_'/g, "'tmql_'"))],
  ['a stylesheet is bad', (b) => b.edit('app.wxss', (css) => `${css}.x{color:`)],
  ['an imported stylesheet is missing', (b) => b.remove('common.wxss')],
  ['a style is used by nothing', (b) => b.edit('app.wxss', (css) => `${css}.zz-never{color:red}`)],
  ['a page is missing from app.json', (b) => b.edit('app.json', replace(',"pages/article/index"', ''))],
  ['a page has no file', (b) => b.remove(ARTICLE)],
  ['a component has no file', (b) => b.remove('comp.js')],
  ['a page registers nothing', (b) => b.edit(ARTICLE, () => '"use strict";')],
  ['JSON is bad', (b) => b.edit('pages/article/index.json', (json) => json.slice(1))],
  ['JavaScript is bad', (b) => b.edit(ARTICLE, (code) => `${code}(`)],
  [
    'sharing is off',
    (b) => b.edit(ARTICLE, replace(/enableShareAppMessage([:=])!0/g, 'enableShareAppMessage$1!1')),
  ],
  [
    'Moments is off',
    (b) => b.edit(ARTICLE, replace(/enableShareTimeline([:=])!0/g, 'enableShareTimeline$1!1')),
  ],
  [
    'pull-down is off',
    (b) =>
      b.edit(
        'pages/column/index.json',
        replace('"enablePullDownRefresh":true', '"enablePullDownRefresh":false'),
      ),
  ],
  ['the id is lost on the way', (b) => editAll(b, /(["'`])id=/g, '$1no=')],
  ['the card’s picture is missing', (b) => b.remove('assets/column-chat.png')],
  ['code uses the window', (b) => b.edit(ARTICLE, prepend('window.scrollTo(0,0);'))],
  ['code runs text', (b) => b.edit(ARTICLE, prepend('new Function("return 1")();'))],
  [
    'code calls what WeChat has and the host lacks',
    (b) => b.edit(ARTICLE, prepend('wx.chooseLocation({});')),
  ],
  ['an error is only logged', (b) => b.edit(ARTICLE, prepend('console.error("broken");'))],
  ['a promise fails and nobody looks', (b) => b.edit(ARTICLE, prepend('Promise.reject(new Error("late"));'))],
  ['a library of the publisher is in the package', (b) => b.edit('vendors.js', prepend('/* parse5 */'))],
  ...Object.entries({
    publisher: 'convert/style',
    build: 'audit',
    host: 'phone/storage',
    preview: 'page/dom',
  }).map(([room, file]): [string, (build: Build) => void] => [
    `the ${room}’s code is in the package`,
    (b) => b.edit('common.js', prepend(compiled(`src/${room}/${file}.ts`))),
  ]),
];

// Only a build with bundled articles has any of their text.
const LINE = '凌晨的值班室';
if (run === describe && readFileSync(join(DIST, 'app.js'), 'utf8').includes(LINE))
  MUTATIONS.push([
    'a character of an article is lost',
    (b) => b.edit('app.js', replace(LINE, LINE.slice(1))),
  ]);

/** Minified code may stand in any of these files. */
function editAll(target: Build, from: string | RegExp, to: string): void {
  let changed = 0;
  for (const file of ['app.js', 'common.js', 'vendors.js', ARTICLE, 'pages/column/index.js'])
    try {
      target.edit(file, replace(from, to));
      changed += 1;
    } catch {
      // Not in this file.
    }
  if (!changed) throw new Error(`${String(from)} is nowhere in the code`);
}

run('a broken build', () => {
  const table: string[] = [];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weapp-mutation-'));
    cpSync(DIST, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => process.stdout.write(`${table.join('\n')}\n`));

  let known: Promise<Verdict> | undefined;
  const good = (): Promise<Verdict> => {
    known ??= examine(DIST);
    return known;
  };
  const note = (name: string, verdict: Verdict) => {
    const caught = Object.entries(verdict).map(
      ([check, why]) => `${check} (${why.replace(/\s+/g, ' ').slice(0, 90)})`,
    );
    table.push(`${name.padEnd(48)} ${caught.join('; ') || 'NOT CAUGHT'}`);
  };

  it('is not the good one', async () => {
    expect(await good()).toEqual({});
  });

  it.each(MUTATIONS)('is caught when %s', async (name, mutate) => {
    mutate(build(folder));
    const before = await good();
    const after = Object.entries(await examine(folder)) as [keyof Verdict, string][];
    const isNew = ([check, why]: [keyof Verdict, string]): boolean =>
      why.split('; ').some((finding) => !before[check]?.includes(finding));
    const verdict = Object.fromEntries(after.filter(isNew));
    note(name, verdict);
    expect(Object.keys(verdict)).not.toEqual([]);
  });
});
