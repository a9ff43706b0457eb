import { CITIES } from '../../src/domain/regions';
import { type Head, type ListItem, type ListPage, paths } from '../../src/feed';
import type { Transport } from '../../src/host';
import { articleId, editionOf, feedOf, hashOf } from './feed';

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
  const picture = (width: number) => paths.image(hashOf((n * 2654435761 + width) % 36 ** 8));
  return {
    id: articleId(n),
    title: city ? `${city.name} | ${headline}` : headline,
    content_text: '本文介绍有关工作的进展、安排和服务提示。',
    ...(cover ? { image: picture(720) } : {}),
    date_published: `${published}+08:00`,
    _column: {
      v: editionOf(n),
      kind: 'article',
      region: city?.slug ?? null,
      minutes: 3,
      ...(cover ? { thumb: picture(200) } : {}),
    },
  };
}

/** A column of `count` articles, with pages as the publisher makes them. `asked` lists the paths, in order. */
export function largeColumn(count: number): Transport & { asked: string[]; head: Head; rows(): number } {
  const { head, files } = feedOf(Array.from({ length: count }, (_, k) => largeItem(count - k, count)));
  const asked: string[] = [];
  const transport: Transport = async ({ url }) => {
    const path = new URL(url).pathname.replace(/^.*?\/feed\//, '');
    asked.push(path);
    const answer = files.get(path);
    const body = Uint8Array.from(Buffer.from(JSON.stringify(answer ?? null)));
    return { status: answer ? 200 : 404, header: {}, body: body.buffer };
  };
  return Object.assign(transport, {
    asked,
    head,
    /** Rows that have been delivered: of the head and of the pages that were asked for. */
    rows: () =>
      asked.reduce((sum, path) => {
        const { items = [] } = (files.get(path) ?? {}) as Partial<ListPage>;
        return sum + items.length;
      }, 0),
  });
}
