import { mapPictures } from '../../domain/blocks';
import { toFeedTime } from '../../domain/time';
import { type Drawing, type ListItem, type Picture, SCHEMA } from '../../feed';
import { draftPicture } from '../convert/context';
import { articleId } from '../hash';
import type { Mirrored, PictureStore } from '../pictures/store';
import type { Reporter } from '../report';
import { isSameAccount } from '../source/credit';
import { RANK } from '../source/types';
import { breaksOf } from '../titles/breaks';
import { bodyJson, checkBody, checkFront, type Front, parseBody } from '../work/body';
import { sayingOf } from '../work/text';
import type { ArticleText, PreparedArticle } from '../work/types';
import type { Column } from './column';

/** A document without its links to other articles, and what the lists need of it. */
export interface Made {
  front: Front;
  text: ArticleText;
  item: ListItem;
  /** Paths of the pictures that it shows, its cover's thumb included. */
  images: string[];
  /** Pictures that were not mirrored, or not wholly. */
  missing: number;
}

const TAG_LIMIT = 10;

export interface MakeContext {
  column: Column;
  pictures: PictureStore;
  reporter: Reporter;
}

/**
 * Makes the document of an article that was converted: mirrors its pictures.
 * @param seen when it was edited, in milliseconds since 1970, where its source does not say
 */
export async function makeDocument(
  prepared: PreparedArticle,
  seen: number | undefined,
  context: MakeContext,
): Promise<Made> {
  const { article } = prepared;
  const { column, pictures, reporter } = context;
  const label = article.title || article.identity;
  for (const words of prepared.warnings) reporter.warn(words, label);
  if (prepared.doubts.length > 0) reporter.doubt(prepared.doubts, label);
  for (const [kind, times] of Object.entries(prepared.dropped)) reporter.drop(kind, times);
  const mirrored = new Map<string, Mirrored | null>();
  // One by one, in reading order.
  for (const src of prepared.text.pictures)
    mirrored.set(src, await pictures.mirror(draftPicture({ src, w: 0, h: 0 }), label));
  const images = new Set<string>();
  let missing = 0;
  for (const one of mirrored.values()) {
    if (!one || one.isPart) missing += 1;
    for (const name of one?.files ?? []) images.add(name);
  }
  const text = mirrored.size > 0 ? withMirrored(prepared, mirrored, reporter) : prepared.text;
  const cover = article.cover
    ? asCover(await pictures.mirror({ color: '#e9ecef', alt: '', variants: [], ...article.cover }, label))
    : null;
  if (article.cover && (!cover || cover.isPart)) missing += 1;
  for (const name of cover ? [...cover.files, cover.thumb] : []) images.add(name);

  const { title, headline, region, digest, minutes } = text;
  const breaks = breaksOf(headline);
  const account = article.account ?? column.name;
  const modified = article.modified ?? seen;
  const origin = originOf(article, account, column.name);
  const front: Front = {
    id: articleId(article.identity),
    schema: SCHEMA,
    v: '',
    title,
    headline,
    ...(breaks ? { breaks } : {}),
    region,
    kind: article.kind,
    byline: {
      column: account,
      channel: article.channel ?? column.channel,
      place: article.place ?? (account === column.name ? column.place : ''),
      ...(article.author ? { author: article.author } : {}),
      ...(origin ? { origin } : {}),
      published: toFeedTime(article.published),
      ...(modified ? { modified: toFeedTime(modified) } : {}),
      ...(article.rank === RANK.title && article.captured ? { captured: toFeedTime(article.captured) } : {}),
    },
    ...(article.url ? { url: article.url } : {}),
    digest,
    ...(cover ? { cover: cover.picture } : {}),
    minutes,
  };
  checkFront(front);
  return { front, text, item: itemOf(front, article, account, cover), images: [...images].sort(), missing };
}

/**
 * Whom an article was taken from, where that is not the column: the account that it passes on, whom its text names, or
 * another account that published it.
 */
function originOf(
  { origin, credit }: PreparedArticle['article'],
  account: string,
  column: string,
): string | undefined {
  if (origin) return origin.account;
  if (credit && ![account, column].some((name) => isSameAccount(credit, name))) return credit;
  return account === column ? undefined : account;
}

/**
 * A cover is shown as wide as a card and a fraction as high: of a tall picture its narrowest rendition is enough, a
 * larger one would be some 70 MB in a phone's memory.
 */
function asCover(mirrored: Mirrored | null): Mirrored | null {
  if (!mirrored?.picture.slices) return mirrored;
  const { slices: _, ...whole } = mirrored.picture;
  const narrowest = whole.variants.slice(0, 1);
  const files = narrowest.map(({ src }) => src);
  return { ...mirrored, picture: { ...whole, src: files[0]!, variants: narrowest }, files };
}

function itemOf(
  front: Front,
  article: PreparedArticle['article'],
  account: string,
  cover: Mirrored | null,
): ListItem {
  const { id, title, region, kind, minutes, digest, byline } = front;
  const names = [account, article.author].filter((name): name is string => !!name);
  const tags = [...new Set(article.tags)].slice(0, TAG_LIMIT);
  return {
    id,
    title,
    content_text: digest,
    ...(cover ? { image: cover.picture.src } : {}),
    date_published: byline.published,
    ...(byline.modified ? { date_modified: byline.modified } : {}),
    authors: [...new Set(names)].map((name) => ({ name })),
    ...(tags.length > 0 ? { tags } : {}),
    _column: {
      kind,
      region,
      minutes,
      ...(cover ? { thumb: cover.thumb } : {}),
    },
  };
}

/**
 * A drawing as mirrored. Where the page left its height to the picture, that has it; without the picture nobody knows how
 * high it is, and its text is shown.
 */
function sized(drawing: Drawing, src: string | null, picture: Picture | undefined): Drawing | null {
  if (!src) return null;
  const h = drawing.h || (picture ? Math.round((drawing.w * picture.h) / picture.w) : 0);
  return h > 0 ? { ...drawing, src, h } : null;
}

/** The text with its pictures as mirrored; one that could not be had keeps a web address or says so. */
function withMirrored(
  { article, text }: PreparedArticle,
  mirrored: ReadonlyMap<string, Mirrored | null>,
  reporter: Reporter,
): ArticleText {
  const isWeb = (src: string) => /^https?:/.test(src);
  let isDropped = false;
  const { contents, blocks: drafts } = parseBody(text.body);
  const file = (src: string) => mirrored.get(src)?.picture.src ?? (isWeb(src) ? src : null);
  const blocks = mapPictures(drafts, {
    picture: (picture) => {
      const made = mirrored.get(picture.src)?.picture;
      if (made) return { ...picture, ...made, alt: picture.alt };
      if (isWeb(picture.src)) return picture;
      isDropped = true;
      reporter.drop('picture');
      return null;
    },
    cover: file,
    drawing: (drawing) => sized(drawing, file(drawing.src), mirrored.get(drawing.src)?.picture),
  });
  const body = { contents, blocks };
  checkBody(body);
  // Its words went with it.
  return { ...text, ...(isDropped ? sayingOf(article, blocks) : {}), body: bodyJson(body) };
}
