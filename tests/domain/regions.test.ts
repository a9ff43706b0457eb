import { cityName, LISTS, listOf, splitTitle } from '../../src/domain/regions';

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
