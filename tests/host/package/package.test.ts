import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOfficially } from '../../../src/build/official';
import { compileDist } from '../../../src/host/package/compile';
import { PackageError } from '../../../src/host/package/package';
import { scanTemplate } from '../../../src/host/package/wxml';
import { convertValue, convertWxss } from '../../../src/host/package/wxss';

const TINY = join(__dirname, '../../fixtures/weapp-tiny');

describe('a compiled folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weapp-'));
    cpSync(TINY, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const faults = (): readonly string[] => {
    try {
      compileDist(folder);
    } catch (error) {
      if (error instanceof PackageError) return error.problems;
      throw error;
    }
    return [];
  };
  const write = (file: string, content: string) => writeFileSync(join(folder, file), content);

  it('becomes one value that JSON can hold', () => {
    const pkg = compileDist(folder);
    expect(JSON.parse(JSON.stringify(pkg))).toEqual(pkg);
    expect(pkg.pages).toEqual(['pages/list/index', 'pages/item/index']);
    expect(pkg.components).toContain('components/badge/index');
    expect(pkg.assets).toEqual(['assets/dot.png']);
    expect(pkg.tags.image).toEqual(['src', 'mode']);
  });

  it.each([
    ['an unknown tag', 'pages/item/index.wxml', '<veiw />', /pages\/item\/index\.wxml:1: unknown tag <veiw>/],
    [
      'a missing import',
      'pages/item/index.wxml',
      '<import src="./no.wxml" />',
      /index\.wxml: imports .*no\.wxml/,
    ],
    [
      'a missing script',
      'pages/item/index.wxml',
      '<wxs module="a" src="./no.wxs" />',
      /index\.wxml: uses .*no\.wxs/,
    ],
    ['an unclosed tag', 'pages/item/index.wxml', '<view><text></view>', /pages\/item\/index\.wxml:1: /],
    ['a bad expression', 'pages/item/index.wxml', '<view>{{ a + }}</view>', /pages\/item\/index\.wxml:1: /],
    [
      'a missing component',
      'pages/item/index.json',
      '{"usingComponents":{"x":"./x"}}',
      /pages\/item\/x\.js is not there/,
    ],
    ['bad JSON', 'pages/item/index.json', '{', /pages\/item\/index\.json: /],
    ['bad JavaScript', 'pages/item/index.js', 'Page({', /pages\/item\/index\.js: /],
    [
      'a missing stylesheet',
      'app.wxss',
      '@import "./no.wxss";',
      /app\.wxss: @import "no\.wxss" is not there/,
    ],
    ['a bad stylesheet', 'app.wxss', '.a { color: red', /app\.wxss: /],
    [
      'a missing page',
      'app.json',
      '{"pages":["pages/gone/index"]}',
      /pages\/gone\/index\.wxml is not there, though app\.json/,
    ],
  ])('with %s is refused, and the file is named', (_, file, content, fault) => {
    write(file, content);
    expect(faults().join('\n')).toMatch(fault);
  });

  it('lists all its faults at once', () => {
    write('app.wxss', '@import "./no.wxss";');
    write('pages/item/index.json', '{');
    expect(faults().length).toBeGreaterThanOrEqual(2);
  });

  it('is read by the official compilers as well', () => {
    const good = compileOfficially(folder);
    expect(good.errors).toEqual([]);
    if (!good.ran) return;
    write('pages/item/index.wxml', '<view><text></view>');
    write('pages/item/index.wxss', '.a { color: red');
    expect(compileOfficially(folder).errors.join('\n')).toMatch(/item\/index\.wxml[\s\S]*item\/index\.wxss/);
  });
});

describe('a template', () => {
  it('has its built-in tags renamed, and nothing else', () => {
    const source =
      '<!-- <view> --><view a="<text>" b=\'{{c<view}}\'>{{ d<view }}<my-view /></view>\n<wxs module="m">a<view</wxs>';
    expect(scanTemplate(source).source).toBe(
      '<!-- <view> --><wx-view a="<text>" b=\'{{c<view}}\'>{{ d<view }}<my-view /></wx-view>\n<wxs module="m">a<view</wxs>',
    );
  });

  it('tells its attributes from the language’s own', () => {
    const { tags } = scanTemplate(
      '<view\n  class="a" wx:if="{{b}}" bindtap="c" data-d="e"\n  hover-class="f" hidden model:value="{{g}}" />',
    );
    expect(tags).toEqual([{ name: 'view', line: 1, attributes: ['hover-class', 'hidden', 'value'] }]);
  });
});

describe('a stylesheet', () => {
  const convert = (css: string, scope?: string) => {
    const problems: string[] = [];
    const result = convertWxss('a.wxss', { read: () => css, resolve: (_, to) => to }, problems, scope);
    expect(problems).toEqual([]);
    return result;
  };

  it.each([
    ['750rpx', 'calc(var(--rpx) * 750)'],
    ['-1.5rpx auto', 'calc(var(--rpx) * -1.5) auto'],
    ['0rpx', '0px'],
    ['calc(100% - 20rpx)', 'calc(100% - calc(var(--rpx) * 20))'],
    ['url("20rpx.png")', 'url("20rpx.png")'],
    ['calc(8px + env(safe-area-inset-bottom))', 'calc(8px + var(--safe-area-inset-bottom))'],
    ['env(safe-area-inset-top, 20rpx)', 'var(--safe-area-inset-top, calc(var(--rpx) * 20))'],
  ])('%s becomes %s', (value, expected) => expect(convertValue(value)).toBe(expected));

  it('names tags as the document does, and only tags', () => {
    expect(convert('page,view.page>text::after,.view:not(image){a:b}')).toBe(
      'wx-page,wx-view.page>wx-text::after,.view:not(wx-image){a:b}',
    );
    expect(convert('@keyframes k{from{width:1rpx}to{width:0}}')).toContain(
      'from{width:calc(var(--rpx) * 1)}',
    );
  });

  it('of an isolated component holds for that component only', () => {
    expect(convert(':host{a:b}.x .y{a:b}', 'c')).toBe('[wx-host=c]{a:b}.c--x .c--y{a:b}');
  });
});
