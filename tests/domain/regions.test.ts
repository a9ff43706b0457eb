import fc from 'fast-check';
import { CITIES, cityName, LISTS, listOf, splitTitle } from '../../src/domain/regions';
import { anyText, words } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

describe('splitTitle', () => {
  it.each([
    ['青岛 | 示范区交通运输局——以智慧公交改善出行', 'qingdao', '示范区交通运输局——以智慧公交改善出行'],
    ['济南｜公交线路调整', 'jinan', '公交线路调整'],
    ['济南市丨公交线路调整', 'jinan', '公交线路调整'],
    ['菏泽│村道提升', 'heze', '村道提升'],
    ['全省 | 标准发布', null, '标准发布'],
    ['全省交通运输地方标准发布', null, '全省交通运输地方标准发布'],
    ['北京 | 别处的消息', null, '北京 | 别处的消息'],
    ['青岛 | ...', 'qingdao', ''],
    ['青岛 | ……', 'qingdao', ''],
    ['', null, ''],
  ])('%s', (title, region, headline) => {
    expect(splitTitle(title)).toEqual({ region, headline });
  });
});

test('a region has a tag, the province has a list but no tag', () => {
  expect(cityName('qingdao')).toBe('青岛');
  expect(cityName(null)).toBeNull();
  expect(cityName('atlantis')).toBeNull();
  expect(LISTS.find(({ slug }) => slug === listOf(null))?.name).toBe('全省');
});

describe('law: a title', () => {
  const bar = fc.constantFrom('|', '｜', '丨', '│', '∣', ' | ', '　｜ ');
  test('is parted into its region and its headline, however the bar is written', () => {
    const headline = words().filter((text) => text === text.trim() && !/^(?:\.{2,}|…+|。{2,})$/.test(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...CITIES),
        fc.constantFrom('', '市'),
        bar,
        headline,
        (city, suffix, sign, rest) => {
          expect(splitTitle(`${city.name}${suffix}${sign}${rest}`)).toEqual({
            region: city.slug,
            headline: rest,
          });
        },
      ),
      fuzz(200),
    );
  });

  test('of any kind ends in its headline, and its region is a list of the feed', () => {
    fc.assert(
      fc.property(anyText(), (title) => {
        const { region, headline } = splitTitle(title);
        expect(title.trim().endsWith(headline)).toBe(true);
        if (region !== null) expect(LISTS.map(({ slug }) => slug)).toContain(region);
      }),
      fuzz(300),
    );
  });
});
