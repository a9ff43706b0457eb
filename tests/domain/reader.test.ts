import { citation } from '../../src/domain/quotation';
import { headOf, isPart, isTitleOnly, publishedOf } from '../../src/domain/reader';
import { document as articleDocument } from '../support/feed';

const whole = articleDocument(1);
const titleOnly = { ...whole, minutes: 0, blocks: [{ type: 'unsupported' as const, what: 'body' }] };

describe('an article of which only the title was captured', () => {
  it('is known by its one block', () => {
    expect(isTitleOnly(titleOnly)).toBe(true);
    expect(isTitleOnly(whole)).toBe(false);
    expect(isTitleOnly({ blocks: [{ type: 'unsupported', what: 'poll' }] })).toBe(false);
  });

  it('has a day, and no time that nobody knows', () => {
    const day = whole.byline.published.slice(0, 10);
    expect(publishedOf(titleOnly)).toBe(`约 ${day}`);
    expect(headOf(titleOnly, undefined)?.when).toBe(`约 ${day}`);
    expect(citation(titleOnly)).toContain(`，约 ${day}`);
    expect(publishedOf(whole)).toMatch(new RegExp(`^${day} \\d\\d:\\d\\d$`));
    expect(citation(whole)).toContain(`，${day}`);
  });
});

test.each([
  ['body', false],
  ['rest', true],
  ['poll', false],
])('an article that lacks its %s is a part of one: %s', (what, part) => {
  expect(isPart({ blocks: [{ type: 'unsupported', what }] })).toBe(part);
});

describe('the byline', () => {
  const { byline } = whole;
  const shown = (change: Partial<typeof byline>) => {
    const head = headOf({ ...whole, byline: { ...byline, ...change } }, undefined)!;
    return head.column + head.origin;
  };

  it('says who published where, and who wrote, each once', () => {
    expect(shown({ author: '李明' })).toBe('山东省交通运输厅 · 公众号 · 山东 · 李明');
    expect(shown({ author: byline.column })).toBe('山东省交通运输厅 · 公众号 · 山东');
  });

  const parts = ['column', 'channel', 'place', 'author'] as const;
  it.each(Array.from({ length: 2 ** parts.length }, (_, mask) => mask))(
    'has no dot beside nothing (%i)',
    (mask) => {
      const known = parts.filter((_, at) => mask & (2 ** at));
      const all = Object.fromEntries(parts.map((part) => [part, known.includes(part) ? `某${part}` : '']));
      expect(shown(all)).toBe(known.map((part) => `某${part}`).join(' · '));
    },
  );
});
