import fc from 'fast-check';
import { isArticleId } from '../../src/feed';
import { articleId, contentHash } from '../../src/publisher/hash';
import { anyText } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

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
