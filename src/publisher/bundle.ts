import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type ArticleDocument,
  type Block,
  type Head,
  isWithdrawn,
  type ListItem,
  type Picture,
  parseArticle,
  parseHead,
  paths,
} from '../feed';
import { toJson } from './hash';
import { writeWhole } from './write/file';

export interface BundleOptions {
  /** Folder of a published feed. */
  feed: string;
  to: string;
  /** Bytes of `feed.json`; 36 KB unless told. */
  maxBytes?: number;
  /** Bytes of all pictures together; 48 KB unless told. */
  imageBytes?: number;
}

export interface Bundle {
  head: Head;
  articles: Record<string, ArticleDocument>;
}

/** Where the mini-program finds the bundled pictures inside its package. */
const PLACE = '/bundled/';

/**
 * Cuts the newest articles of a feed out, as far as the limits go, for the mini-program's package: it is
 * never empty, even without a network. Writes `<to>/feed.json` and `<to>/images/`. Returns what it took.
 */
export async function bundleFeed(
  options: BundleOptions,
): Promise<{ articles: number; bytes: number; imageBytes: number }> {
  const { feed, to, maxBytes = 36 * 1024, imageBytes = 48 * 1024 } = options;
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(feed, name), 'utf8'));
  const head = parseHead(await read(paths.head));
  const documents: ArticleDocument[] = [];
  for (const { id } of head.items) {
    const document = parseArticle(await read(paths.article(id)));
    if (!isWithdrawn(document)) documents.push(document);
  }
  const images = await chooseImages(feed, head.items, documents, imageBytes);
  let best: Bundle | null = null;
  for (let count = documents.length; count >= 0; count -= 1) {
    const bundle = limit(head, documents.slice(0, count), images.names);
    if (count > 0 && Buffer.byteLength(toJson(bundle)) > maxBytes) continue;
    best = bundle;
    break;
  }
  const bundle = best ?? limit(head, [], images.names);
  const used = new Set(
    JSON.stringify(bundle)
      .match(/\/bundled\/[\w.-]+/g)
      ?.map((one) => one.slice(PLACE.length)),
  );
  await mkdir(to, { recursive: true });
  await rm(path.join(to, 'images'), { recursive: true, force: true });
  let taken = 0;
  for (const [source, name] of images.names)
    if (used.has(name)) {
      const data = await readFile(path.join(feed, source));
      taken += data.length;
      writeWhole(path.join(to, 'images', name), data);
    }
  const json = toJson(bundle);
  writeWhole(path.join(to, 'feed.json'), json);
  return { articles: Object.keys(bundle.articles).length, bytes: Buffer.byteLength(json), imageBytes: taken };
}

/** Thumbs first, the lead's cover, then the smallest variant of each picture in reading order, while the budget lasts. */
async function chooseImages(
  feed: string,
  items: readonly ListItem[],
  documents: readonly ArticleDocument[],
  budget: number,
): Promise<{ names: Map<string, string> }> {
  const wanted = [
    ...items.flatMap((item) => (item._column.cover ? [item._column.cover.thumb] : [])),
    // The lead card shows its cover whole; every other row shows a thumb.
    ...(items[0]?.image ? [items[0].image] : []),
    ...documents.flatMap((document) => pictures(document.blocks).map(smallest)),
  ];
  const names = new Map<string, string>();
  let left = budget;
  for (const src of wanted) {
    if (names.has(src) || /^https?:/.test(src)) continue;
    const size = await stat(path.join(feed, src)).then(
      (info) => info.size,
      () => Number.POSITIVE_INFINITY,
    );
    if (size > left) continue;
    left -= size;
    names.set(src, path.basename(src));
  }
  return { names };
}

const smallest = (picture: Picture): string =>
  [...picture.variants].sort((a, b) => a.w - b.w)[0]?.src ?? picture.src;

function pictures(blocks: readonly Block[]): Picture[] {
  return blocks.flatMap((block): Picture[] => {
    if (block.type === 'image') return [block];
    if (block.type === 'gallery') return block.images;
    if (block.type === 'quote') return pictures(block.blocks);
    return block.type === 'list' ? block.items.flatMap(pictures) : [];
  });
}

function limit(
  head: Head,
  documents: readonly ArticleDocument[],
  names: ReadonlyMap<string, string>,
): Bundle {
  const ids = new Set(documents.map((one) => one.id));
  const local = (src: string): string | null => {
    const name = names.get(src);
    return name ? PLACE + name : /^https?:/.test(src) ? src : null;
  };
  const item = (one: ListItem): ListItem => {
    const { image, _column, ...rest } = one;
    const { cover, ...column } = _column;
    const thumb = cover && local(cover.thumb);
    return {
      ...rest,
      ...(thumb ? { image: (image && names.get(image) && local(image)) || thumb } : {}),
      _column: { ...column, ...(cover && thumb ? { cover: { ...cover, thumb } } : {}) },
    };
  };
  const picture = (one: Picture): Picture | null => {
    const src = local(smallest(one)) ?? local(one.src);
    return src ? { ...one, src, variants: [] } : null;
  };
  const block = (one: Block): Block[] => {
    if (one.type === 'image') {
      const kept = picture(one);
      return [kept ? { ...one, ...kept } : missing(one)];
    }
    if (one.type === 'gallery') {
      const images = one.images.flatMap((image) => picture(image) ?? []);
      const gone = one.images.filter((image) => !picture(image)).map(missing);
      return [...(images.length > 0 ? [{ ...one, images }] : []), ...gone];
    }
    if (one.type === 'quote') return [{ ...one, blocks: one.blocks.flatMap(block) }];
    if (one.type === 'list') return [{ ...one, items: one.items.map((entry) => entry.flatMap(block)) }];
    if (one.type === 'video' && one.cover) {
      const { cover, ...rest } = one;
      const kept = local(cover);
      return [kept ? { ...rest, cover: kept } : rest];
    }
    return [one];
  };
  const near = (one: ListItem | null | undefined) => (one && ids.has(one.id) ? item(one) : null);
  const articles: Record<string, ArticleDocument> = {};
  for (const { cover, ...document } of documents) {
    const kept = cover && picture(cover);
    articles[document.id] = {
      ...document,
      ...(kept ? { cover: kept } : {}),
      blocks: document.blocks.flatMap(block),
      related: document.related.filter((one) => ids.has(one.id)).map(item),
      newer: near(document.newer),
      older: near(document.older),
    };
  }
  return { head: { ...head, items: head.items.filter((one) => ids.has(one.id)).map(item) }, articles };
}

const missing = (picture: Picture): Block => ({
  type: 'unsupported',
  what: 'picture',
  ...(picture.caption ? { text: picture.caption } : {}),
});
