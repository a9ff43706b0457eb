import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadParser } from '../../../src/publisher/html/parser';
import { type ListedNews, newsIdentity, newsSource } from '../../../src/publisher/source/news';
import { readSource } from '../../../src/publisher/source/raw';
import { isListedAs } from '../../../src/publisher/source/titles';
import { type ArticleReading, RANK, type Reading } from '../../../src/publisher/source/types';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';

beforeAll(loadParser);

const CAPTURED = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');
const raw = (form: string, text: string, files = {}) => ({ form, name: 'sub/a.html', text, files });
const articles = (readings: Reading[]): ArticleReading[] =>
  readings.map((one) => {
    if (one.what !== 'article') throw new Error(`read as ${one.what}`);
    return one;
  });
const listed = (more: Partial<ListedNews['item']> = {}): ListedNews => ({
  article_id: 'M1',
  position: 2,
  published: 1_734_000_000,
  updated: 1_734_000_500,
  item: {
    title: '标题',
    author: '',
    digest: '',
    content: '<p>文</p>',
    content_source_url: '',
    thumb_url: '',
    url: '',
    is_deleted: false,
    ...more,
  },
});

describe('a source tells how it stands beside others', () => {
  test('a page: whole, found again by its file, and other pages of its identity are versions of it', () => {
    const [page] = articles(readSource(raw('page', ordinaryPage())));
    expect(page).toMatchObject({
      article: { rank: RANK.whole },
      aliases: ['name:sub/a.html'],
      rivals: { are: 'versions' },
    });
  });

  test('a captured text: whole with titles beside it; another one of its minute may be another article', () => {
    const [whole, ...titles] = articles(readSource(raw('text', CAPTURED)));
    expect(whole).toMatchObject({ article: { rank: RANK.whole }, aliases: [] });
    expect(whole!.rivals).toEqual({ are: 'ambiguous', mend: expect.stringContaining('序号: 2') });
    expect(titles.map(({ article, rivals }) => [article.rank, rivals.are])).toEqual([
      [RANK.title, 'versions'],
      [RANK.title, 'versions'],
    ]);
  });

  test('an item of the account: whole, under the identity that it was first seen with', () => {
    const [item] = articles(readSource(newsSource('first', listed(), 'account-1')));
    expect(item).toMatchObject({
      article: { identity: 'first', rank: RANK.whole },
      aliases: ['api:M1:2'],
      rivals: { are: 'versions' },
      listed: { account: 'account-1', message: 'M1', published: 1_734_000_000, updated: 1_734_000_500 },
    });
  });

  test('an item that was archived before accounts were told apart is of none that is known', () => {
    const former = newsSource('first', listed());
    expect(former.text).not.toContain('account');
    expect(articles(readSource(former))[0]!.listed).toMatchObject({ account: null, message: 'M1' });
  });
});

describe('a source says that an article is gone', () => {
  test('a page that names nothing: by the name of its file, with a word for the editor where that helps nobody', () => {
    expect(readSource(raw('page', deletedPage()))).toEqual([
      {
        what: 'withdrawn',
        whose: { by: 'alias', alias: 'name:sub/a.html', otherwise: expect.stringContaining('文件名') },
        time: null,
      },
    ]);
  });

  test('an item of the account: by identity, since it was last changed', () => {
    expect(readSource(newsSource('first', listed({ is_deleted: true })))).toEqual([
      { what: 'withdrawn', whose: { by: 'identity', identity: 'first' }, time: 1_734_000_500_000 },
    ]);
  });
});

test('an item without an address is known by its place in the account', () => {
  expect(newsIdentity(listed())).toBe('api:M1:2');
  expect(newsIdentity(listed({ url: 'http://mp.weixin.qq.com/s?__biz=Mz&amp;mid=7&amp;idx=2' }))).toBe(
    'message:Mz:7:2',
  );
});

test('addresses of pictures lead to the web or to what lay beside the source, and nowhere else', () => {
  const [page] = articles(readSource(raw('page', ordinaryPage(), { 'a b/1.png': 'hash' })));
  expect(page!.resolve('//pictures.example.com/1.png')).toMatch(
    /^https?:\/\/pictures\.example\.com\/1\.png$/,
  );
  expect(page!.resolve('./a%20b/1.png?x')).toBe('archive:hash');
  expect(page!.resolve('a/2.png')).toBeNull();
  expect(page!.resolve('file:///etc/passwd')).toBeNull();
});

test.each(['video', 'constructor', ''])(
  'a source of the unknown form “%s” is refused by its name',
  (form) => {
    expect(() => readSource(raw(form, ''))).toThrow('sub/a.html');
  },
);

test('a title is listed whole, or cut off with dots', () => {
  expect(isListedAs('青岛 | 一座桥', '青岛 | 一座桥')).toBe(true);
  expect(isListedAs('青岛 | 一座桥', '青岛 | ...')).toBe(true);
  expect(isListedAs('青岛 | 一座桥', '青岛 | 一…')).toBe(true);
  expect(isListedAs('青岛 | 一座桥', '青岛 | 一座')).toBe(false);
  expect(isListedAs('青岛 | 一座桥', '济南 | ...')).toBe(false);
});
