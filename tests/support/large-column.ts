import { CITIES } from '../../src/domain/regions';
import { HEAD_SIZE, type Head, type ListIndex, type ListItem, PAGE_SIZE, paths } from '../../src/feed';
import type { Transport } from '../../src/host';
import { articleId } from './feed';

/** 2026-11-22T20:00+08:00, when the newest article of a large column appeared; one every two hours before. */
const NEWEST = Date.parse('2026-11-22T12:00:00Z');
const TITLES = [
  '公交线路优化调整，三条线路延长服务时间',
  '全省普通国省道路况技术状况评定结果发布',
  '冬季雨雪天气行车安全提示，请这样做',
  '港口集疏运铁路专用线建设取得新进展',
  '“四好农村路”建设现场推进会召开',
];

/** Item `n` of a large column, 1 the oldest: titles, regions and covers as a real column mixes them. */
export function largeItem(n: number, count: number): ListItem {
  const city = n % 3 === 0 ? null : CITIES[n % CITIES.length]!;
  const headline = `${TITLES[n % TITLES.length]}（第${n}期）`;
  const published = new Date(NEWEST + 8 * 3600_000 - (count - n) * 2 * 3600_000).toISOString().slice(0, 19);
  const cover = n % 4 !== 3;
  const image = paths.image((n * 2654435761).toString(16).slice(-12).padStart(12, '0'));
  return {
    id: articleId(n),
    url: `https://mp.weixin.qq.com/s/${articleId(n)}`,
    title: city ? `${city.name} | ${headline}` : headline,
    content_text: '本文介绍有关工作的进展、安排和服务提示。',
    ...(cover ? { image: `${image}-720.webp` } : {}),
    date_published: `${published}+08:00`,
    _column: {
      v: `v${n}`,
      kind: 'article',
      region: city?.slug ?? null,
      minutes: 3,
      headline,
      ...(cover ? { cover: { w: 900, h: 383, color: '#88aacc', thumb: `${image}-thumb.webp` } } : {}),
    },
  };
}

/** A column of `count` articles that is made as it is asked for. `asked` lists the paths, in order. */
export function largeColumn(count: number): Transport & { asked: string[]; head: Head } {
  const from = (newest: number, size: number) =>
    Array.from({ length: Math.min(size, newest) }, (_, k) => largeItem(newest - k, count));
  const head: Head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: '山东省交通运输厅',
    items: from(count, HEAD_SIZE),
    _column: {
      schema: 1,
      slogan: '解读交通 服务出行',
      region: '山东',
      lists: 'L',
      total: count,
      withdrawn: [],
    },
  };
  const numbers = Array.from({ length: Math.ceil(count / PAGE_SIZE) }, (_, k) => k + 1);
  const page = (n: number) =>
    from(Math.min(count, n * PAGE_SIZE), Math.min(PAGE_SIZE, count - (n - 1) * PAGE_SIZE));
  const index = (): ListIndex => ({
    schema: 1,
    lists: [
      {
        slug: 'all',
        title: '全部',
        count,
        pages: numbers.map((n) => ({
          page: n,
          hash: `h${n}`,
          count: Math.min(PAGE_SIZE, count - (n - 1) * PAGE_SIZE),
          newest: largeItem(Math.min(count, n * PAGE_SIZE), count).date_published,
          oldest: largeItem((n - 1) * PAGE_SIZE + 1, count).date_published,
        })),
      },
      ...CITIES.map(({ slug, name }) => ({ slug, title: name, count: Math.floor(count / 24), pages: [] })),
    ],
  });
  const asked: string[] = [];
  const transport: Transport = async ({ url }) => {
    const path = new URL(url).pathname.replace(/^.*?\/feed\//, '');
    asked.push(path);
    const number = Number(/^lists\/all\/(\d+)\.json$/.exec(path)?.[1] ?? 0);
    const answer =
      path === paths.head
        ? head
        : path === paths.listIndex
          ? index()
          : number
            ? { schema: 1, list: 'all', page: number, items: page(number) }
            : null;
    const body = Uint8Array.from(Buffer.from(JSON.stringify(answer)));
    return { status: answer ? 200 : 404, header: {}, body: body.buffer };
  };
  return Object.assign(transport, { asked, head });
}
