import fc from 'fast-check';
import { isArticleId } from '../../../src/feed';
import { PublisherError } from '../../../src/publisher/errors';
import { articleId, contentHash } from '../../../src/publisher/hash';
import { emptyState, parseState, type State } from '../../../src/publisher/memory/state';
import { anyText, damaged, json, mangled } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

const TABLES = ['entries', 'withdrawn', 'aliases', 'sources', 'published'] as const;

test('a memory with something else for one of its tables is damaged, one without it is older', () => {
  const { published: _, ...older } = emptyState();
  expect(parseState(JSON.stringify(older), 'state.json')).toEqual(emptyState());
  for (const table of TABLES)
    for (const value of [null, [], 'x'])
      expect(() => parseState(JSON.stringify({ ...emptyState(), [table]: value }), 'state.json')).toThrow(
        '已损坏',
      );
});

test('law: the publisher’s memory is one with all of its tables, or refused with the way out', () => {
  const sound = fc
    .dictionary(anyText(3), fc.constant('x'))
    .map((aliases): State => ({ ...emptyState(), aliases }));
  const texts = fc.oneof(sound, damaged(sound), json).map((value) => JSON.stringify(value) ?? '');
  fc.assert(
    fc.property(fc.oneof(texts, mangled(texts)), (text) => {
      try {
        const state = parseState(text, 'state.json');
        expect(state).toEqual({ ...emptyState(), ...JSON.parse(text) });
        for (const table of TABLES)
          expect(
            Array.isArray(state[table]) || typeof state[table] !== 'object' || state[table] === null,
          ).toBe(false);
      } catch (error) {
        if (!(error instanceof PublisherError)) throw error;
        expect(error.message).toContain('state.json');
      }
    }),
    fuzz(300),
  );
});

test('law: whatever an article is called at its source, it has an id of the feed, always the same', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (a, b) => {
      expect(isArticleId(articleId(a))).toBe(true);
      const [same, hashed] = [articleId(a) === articleId(b), Buffer.from(a).equals(Buffer.from(b))];
      expect(same).toBe(hashed);
      expect(contentHash(a)).toMatch(/^[0-9a-f]{12}$/);
    }),
    fuzz(200),
  );
});
