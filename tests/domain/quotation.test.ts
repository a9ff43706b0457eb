import fc from 'fast-check';
import { characters } from '../../src/domain/characters';
import { citation, quotationShare } from '../../src/domain/quotation';
import { text } from '../support/arbitraries';
import { document } from '../support/feed';
import { fuzz } from '../support/fuzz';

const share = { title: '标题', path: '/pages/article/index?id=a&at=b4', imageUrl: 'card.jpg' };

test('a short quotation is the card’s title, whole', () => {
  expect(quotationShare(share, '风从海上来。', 'drawn.jpg')).toEqual({
    title: '“风从海上来。”',
    path: share.path,
    imageUrl: 'drawn.jpg',
  });
});

test('a long one ends after a mark; without a drawn card the ready one stays', () => {
  const text = '风从海上来，八级以上就要限速，'.repeat(10);
  const { title, imageUrl } = quotationShare(share, text, undefined);
  expect(title.length).toBeLessThanOrEqual(60);
  expect(title).toMatch(/[^，]……”$/);
  expect(imageUrl).toBe('card.jpg');
});

test.each(['👨‍👩‍👧‍👦', '🇨🇳', '1️⃣', '葛\u{e0100}'])('of a row of %s 54 are shown and an ellipsis', (one) => {
  expect(quotationShare(share, one.repeat(56), undefined).title).toBe(`“${one.repeat(56)}”`);
  expect(quotationShare(share, one.repeat(57), undefined).title).toBe(`“${one.repeat(54)}……”`);
});

test('a citation leaves out what the source lacks', () => {
  expect(citation(document(1))).toBe('《第 1 篇》\n公众号“山东省交通运输厅”，2026-01-01');
  expect(citation(document(1, { title: '', headline: '' }))).toContain('标题没有收录');
});

test('law: a quotation on a card is the paragraph or its beginning, and short, with no character cut in two', () => {
  const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  fc.assert(
    fc.property(text(60), (paragraph) => {
      const { title, ...rest } = quotationShare(share, paragraph, undefined);
      const quoted = /^“(.*)”$/s.exec(title)![1]!;
      const line = paragraph.replace(/\s+/g, ' ').trim();
      expect(line.startsWith(quoted.replace(/……$/, '')) || line === quoted).toBe(true);
      expect(characters(quoted).length).toBeLessThanOrEqual(56);
      expect(quoted === line || quoted.endsWith('……')).toBe(true);
      expect(title).not.toMatch(halves);
      expect(rest).toEqual({ path: share.path, imageUrl: share.imageUrl });
    }),
    fuzz(300),
  );
});
