import {
  FeedError,
  isArticleId,
  NewerSchemaError,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  paths,
  resolveUrl,
  versioned,
} from '../../src/feed';
import { archive, articleId, document, head, listItem } from '../support/feed';

/** The error that parsing throws; fails when it throws none. */
function fault(parse: (input: unknown) => unknown, input: unknown): FeedError {
  try {
    parse(input);
  } catch (error) {
    return error as FeedError;
  }
  throw new Error('parsing accepted broken data');
}

test('valid files pass and unknown keys are dropped', () => {
  const parsed = parseHead({ ...head([listItem(1)]), future: true });
  expect(parsed.items[0]?.id).toBe(articleId(1));
  expect(parsed).not.toHaveProperty('future');
  const { index, pages } = archive(25);
  expect(parseListIndex(index)).toEqual(index);
  expect(parseListPage(pages[1])).toEqual(pages[1]);
  expect(parseArticle(document(1))).toEqual(document(1));
});

test('an error names the file, the path of the first fault and what was expected', () => {
  const broken = head([listItem(1), listItem(2, { date_published: 'yesterday' })]);
  const error = fault(parseHead, broken);
  expect(error).toBeInstanceOf(FeedError);
  expect(error.path).toBe('items.1.date_published');
  expect(error.message).toContain('feed.json');
  expect(error.message).toContain('expected an RFC 3339 time');
});

test.each([[null], [42], ['<html>'], [[]], [{}]])('%j is no feed', (input) => {
  expect(fault(parseHead, input)).toBeInstanceOf(FeedError);
  expect(fault(parseArticle, input)).toBeInstanceOf(FeedError);
});

test('a newer schema is told apart from broken data', () => {
  expect(fault(parseHead, head([], { schema: 2 }))).toBeInstanceOf(NewerSchemaError);
  expect(fault(parseArticle, { ...document(1), schema: 9 })).toBeInstanceOf(NewerSchemaError);
});

test('a block type of a newer publisher becomes a pointer to the original, text kept', () => {
  const doc = parseArticle({ ...document(1), blocks: [{ type: 'hologram', text: '立体路网', beams: 3 }] });
  expect(doc).toMatchObject({ blocks: [{ type: 'unsupported', what: 'hologram', text: '立体路网' }] });
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' https://a.cn', 'weixin://dl'])(
  'the address %s is refused in links and pictures',
  (address) => {
    const link = { type: 'paragraph', inlines: [{ text: 'x', href: address }] };
    expect(fault(parseArticle, { ...document(1), blocks: [link] }).path).toBe('blocks.0.inlines.0.href');
    const picture = { type: 'image', src: address, w: 1, h: 1, color: '#ffffff', alt: '', variants: [] };
    expect(fault(parseArticle, { ...document(1), blocks: [picture] }).path).toBe('blocks.0.src');
  },
);

test('a picture never climbs out of the feed', () => {
  const picture = {
    type: 'image',
    src: 'images/../../x.png',
    w: 1,
    h: 1,
    color: '#ffffff',
    alt: '',
    variants: [],
  };
  expect(fault(parseArticle, { ...document(1), blocks: [picture] }).path).toBe('blocks.0.src');
});

test('withdrawn articles parse as such', () => {
  const gone = { id: articleId(1), schema: 1, withdrawn: '2026-11-20T08:00:00+08:00' };
  expect(parseArticle(gone)).toEqual(gone);
});

test('ids and paths', () => {
  expect(isArticleId('aB3dE5gH7jK9')).toBe(true);
  expect(['', 'short', '../aB3dE5gH7', 'aB3dE5gH7jK9x', 7].some(isArticleId)).toBe(false);
  expect(paths.listPage('qingdao', 3)).toBe('lists/qingdao/0003.json');
  expect(versioned('feed.json', undefined)).toBe('feed.json');
  expect(versioned('a.json', 'h')).toBe('a.json?v=h');
  expect(resolveUrl('https://a.cn/feed/', 'images/x.webp')).toBe('https://a.cn/feed/images/x.webp');
  expect(resolveUrl('https://a.cn', '/bundled/x.webp')).toBe('/bundled/x.webp');
});
