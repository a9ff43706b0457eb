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

test('a long one ends with a sentence and says 节选; without a drawn card the ready one stays', () => {
  const text = '风从海上来，八级以上就要限速。'.repeat(10);
  const { title, imageUrl } = quotationShare(share, text, undefined);
  expect(title).toBe(`“${'风从海上来，八级以上就要限速。'.repeat(3)}”（节选）`);
  expect(imageUrl).toBe('card.jpg');
});

test('a sentence that is too long by itself ends after a mark', () => {
  const text = '风从海上来，八级以上就要限速，'.repeat(10);
  const { title } = quotationShare(share, text, undefined);
  expect(title.length).toBeLessThanOrEqual(60);
  expect(title).toMatch(/[^，]”（节选）$/);
});

test('what is quoted in the paragraph stands in the other marks', () => {
  expect(quotationShare(share, '带好“三件套”，记住‘慢’字。', undefined).title).toBe(
    '“带好‘三件套’，记住‘慢’字。”',
  );
});

test.each(['👨‍👩‍👧‍👦', '🇨🇳', '1️⃣', '葛\u{e0100}'])('of a row of %s 54 are shown and 节选', (one) => {
  expect(quotationShare(share, one.repeat(56), undefined).title).toBe(`“${one.repeat(56)}”`);
  expect(quotationShare(share, one.repeat(57), undefined).title).toBe(`“${one.repeat(54)}”（节选）`);
});

test('a citation leaves out what the source lacks', () => {
  expect(citation(document(1))).toBe('《第 1 篇》\n公众号“山东省交通运输厅”，2026-01-01');
  expect(citation(document(1, { title: '', headline: '' }))).toContain('标题没有收录');
});

const oneKind = (marks: string) => marks.replace(/‘/g, '“').replace(/’/g, '”');

test('law: a quotation on a card is the paragraph or its beginning, and short, with no character cut in two', () => {
  const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  fc.assert(
    fc.property(text(60), (paragraph) => {
      const { title, ...rest } = quotationShare(share, paragraph, undefined);
      const [, quoted = '', part] = /^“(.*)”(（节选）)?$/s.exec(title)!;
      const line = paragraph.replace(/\s+/g, ' ').trim();
      // What stands between quotation marks has its own marks in the other kind; a part closes what it left open.
      if (part)
        expect(oneKind(line).startsWith(oneKind(quoted).replace(/[”）》〉」』】〕]*$/, ''))).toBe(true);
      else expect(oneKind(quoted)).toBe(oneKind(line));
      expect(characters(quoted).length).toBeLessThanOrEqual(part ? 54 : 56);
      expect(title).not.toMatch(halves);
      expect(rest).toEqual({ path: share.path, imageUrl: share.imageUrl });
    }),
    fuzz(300),
  );
});
