import { groundOf, sightOf } from '../../../../src/publisher/cards/grounds';
import { makeCanvas } from '../../../fixtures/cards/pictures';
import { articleId, listItem } from '../../../support/feed';

test('an article is always seen in the same light, from the same side', () => {
  expect(sightOf('art000000001')).toEqual(sightOf('art000000001'));
  // Pinned: with another rule the cards of articles that are published would change without their article.
  expect([1, 2, 3, 4].map((n) => sightOf(articleId(n)))).toEqual([
    { light: 'dawn', mirrored: false },
    { light: 'day', mirrored: false },
    { light: 'dawn', mirrored: true },
    { light: 'dusk', mirrored: false },
  ]);
});

test('each of the six is as frequent as the others', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 6000; n++) {
    const { light, mirrored } = sightOf(articleId(n));
    const name = `${light} ${mirrored}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(900);
    expect(count).toBeLessThan(1100);
  }
});

test('the ground of an article is the same at every publication', () => {
  const drawn = (n: number) => {
    const canvas = makeCanvas(1000, 425);
    groundOf(listItem(n, { title: '青岛 | 轮渡改签' }))!.paint(canvas.getContext('2d') as never, 1000, 425);
    return canvas.data();
  };
  expect(drawn(7).equals(drawn(7))).toBe(true);
  const others = Array.from({ length: 12 }, (_, n) => drawn(n)).filter((one) => !one.equals(drawn(7)));
  expect(others.length).toBeGreaterThan(5);
});
