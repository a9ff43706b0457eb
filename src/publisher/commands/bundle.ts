import path from 'node:path';
import { allBlocks, drawingsIn, mapPictures, type PictureChange } from '../../domain/blocks';
import { picturesOf } from '../../domain/pictures';
import { ALL, LISTS, listOf } from '../../domain/regions';
import {
  type ArticleDocument,
  folders,
  type Head,
  isWithdrawn,
  type ListItem,
  type Picture,
  parseArticle,
  parseHead,
  paths,
} from '../../feed';
import { toJson } from '../hash';
import { disk } from '../write/disk';
import { writeWhole } from '../write/file';
import { BundledPictures, type Shape } from './bundle-pictures';

export interface BundleOptions {
  /** Folder of a published feed. */
  feed: string;
  to: string;
  /** Bytes of `feed.json`; 32 KB unless told: the three newest articles of the sample. */
  maxBytes?: number;
  /** Bytes of all pictures together; 30 KB unless told. */
  imageBytes?: number;
}

export interface Bundle {
  head: Head;
  articles: Record<string, ArticleDocument>;
}

/** Where the mini-program finds the bundled pictures inside its package. */
const PLACE = '/bundled/';

/** How a picture of the feed is named in the bundle; undefined where it is left out. */
type NameOf = (src: string, shape: Shape) => string | undefined;

/**
 * Cuts the newest articles of a feed out, as far as the limits go, for the mini-program's package: it is
 * never empty, even without a network. Writes `<to>/feed.json` and `<to>/images/`. Returns what it took.
 */
export async function bundleFeed(
  options: BundleOptions,
): Promise<{ articles: number; bytes: number; imageBytes: number }> {
  const { feed, to, maxBytes = 32 * 1024, imageBytes = 30 * 1024 } = options;
  const read = (name: string): unknown => JSON.parse(disk.readFileSync(path.join(feed, name), 'utf8'));
  const head = parseHead(read(paths.head));
  const documents: ArticleDocument[] = [];
  for (const { id } of head.items) {
    const document = parseArticle(read(paths.article(id)));
    if (isWithdrawn(document)) continue;
    documents.push(document);
    // With every picture in it, it is as large as it can get.
    if (Buffer.byteLength(toJson(limit(head, documents, BundledPictures.nameOf))) <= maxBytes) continue;
    documents.pop();
    break;
  }
  const pictures = await choosePictures(new BundledPictures(feed, imageBytes), head, documents);
  const json = toJson(limit(head, documents, (src, shape) => pictures.taken(src, shape)));
  disk.mkdirSync(to, { recursive: true });
  disk.rmSync(path.join(to, folders.images), { recursive: true, force: true });
  for (const [name, data] of pictures.files) writeWhole(path.join(to, folders.images, name), data);
  writeWhole(path.join(to, paths.head), json);
  return { articles: documents.length, bytes: Buffer.byteLength(json), imageBytes: pictures.bytes };
}

/** Covers of lead cards first, then thumbs, then what the articles show, in reading order, while the budget lasts. */
async function choosePictures(
  pictures: BundledPictures,
  { items }: Head,
  documents: readonly ArticleDocument[],
): Promise<BundledPictures> {
  const bundled = items.filter((item) => documents.some(({ id }) => id === item.id));
  for (const { image } of leads(bundled)) if (image) await pictures.take(image, 'cover');
  for (const { _column } of bundled) if (_column.thumb) await pictures.take(_column.thumb, 'thumb');
  for (const document of documents)
    for (const { src } of [...picturesOf(document), ...allBlocks(document.blocks).flatMap(drawingsIn)])
      await pictures.take(src, 'picture');
  return pictures;
}

/** The newest article of all and of each city: a list shows its first one's cover large. */
function leads(items: readonly ListItem[]): ListItem[] {
  const seen = new Set<string>();
  return items.filter((item, position) => {
    const list = listOf(item._column.region);
    const first = position === 0 || !seen.has(list);
    seen.add(list);
    return first;
  });
}

/** The feed with nothing in it but these articles, and nothing said of others. */
function limit(head: Head, documents: readonly ArticleDocument[], nameOf: NameOf): Bundle {
  const ids = new Set(documents.map((one) => one.id));
  const local = (src: string, shape: Shape): string | null => {
    if (/^https?:/.test(src)) return src;
    const name = nameOf(src, shape);
    return name ? PLACE + name : null;
  };
  const item = ({ url: _, external_url: __, image, ...one }: ListItem): ListItem => {
    const { thumb, cards: ___, ...column } = one._column;
    const small = thumb && local(thumb, 'thumb');
    const large = (image && local(image, 'cover')) || small;
    return {
      ...one,
      ...(small && large ? { image: large } : {}),
      _column: { ...column, ...(small ? { thumb: small } : {}) },
    };
  };
  // A tall picture is a small whole like any other here: its slices alone are more than the package has room for.
  const picture = ({ slices: _, ...one }: Picture, shape: Shape): Picture | null => {
    const src = local(one.src, shape);
    return src ? { ...one, src, variants: [] } : null;
  };
  const shown: PictureChange = {
    picture: (one) => picture(one, 'picture'),
    cover: (src) => local(src, 'picture'),
    drawing: (one) => {
      const src = local(one.src, 'picture');
      return src ? { ...one, src } : null;
    },
  };
  const neighbour = (one: ListItem | null | undefined) => (one && ids.has(one.id) ? item(one) : null);
  const articles: Record<string, ArticleDocument> = {};
  for (const { cover, cards: _, code: __, ...document } of documents) {
    const kept = cover && picture(cover, 'cover');
    articles[document.id] = {
      ...document,
      ...(kept ? { cover: kept } : {}),
      blocks: mapPictures(document.blocks, shown),
      related: document.related.filter((one) => ids.has(one.id)).map(item),
      newer: neighbour(document.newer),
      older: neighbour(document.older),
    };
  }
  const { slogan, region, schema } = head._column;
  const items = head.items.filter((one) => ids.has(one.id)).map(item);
  const lists = LISTS.map(({ slug }) => ({
    slug,
    count: slug === ALL.slug ? ids.size : items.filter((one) => listOf(one._column.region) === slug).length,
  }));
  return {
    head: {
      ...head,
      items,
      _column: {
        schema,
        slogan,
        region,
        total: ids.size,
        lists: lists.filter(({ count }) => count > 0),
        withdrawn: [],
      },
    },
    articles,
  };
}
