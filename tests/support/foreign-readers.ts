import { extractFromJson } from '@extractus/feed-extractor';
import { parseJsonFeed } from 'feedsmith';

/*
 * The feed as programs of others read it: two libraries that know JSON Feed and nothing of us. For feed.json and
 * feed-full.json, made in a test or really published: `expect(foreignFaults(json)).toEqual([])`.
 */

/** A feed as a foreign reader has understood it. Empty where it found nothing; moments in UTC. */
export interface ForeignFeed {
  title: string;
  home: string;
  feedUrl: string;
  items: ForeignItem[];
}

export interface ForeignItem {
  id: string;
  url: string;
  title: string;
  image: string;
  published: string;
  authors: string[];
  html: string;
  text: string;
}

const EMPTY: ForeignItem = {
  id: '',
  url: '',
  title: '',
  image: '',
  published: '',
  authors: [],
  html: '',
  text: '',
};

type Loose = Record<string, unknown>;
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const lists = (value: unknown): Loose[] => (Array.isArray(value) ? (value as Loose[]) : []);
const moment = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? new Date(value).toISOString() : '';

/** A feed whose members are called as JSON Feed calls them, in the shape of `ForeignFeed`. */
const named = (feed: Loose): ForeignFeed => ({
  title: words(feed.title),
  home: words(feed.home_page_url),
  feedUrl: words(feed.feed_url),
  items: lists(feed.items).map((one) => ({
    id: words(one.id),
    url: words(one.url),
    title: words(one.title),
    image: words(one.image),
    published: moment(one.date_published),
    authors: lists(one.authors).map(({ name }) => words(name)),
    html: words(one.content_html),
    text: words(one.content_text),
  })),
});

/** As `feedsmith` reads a JSON Feed. @throws what the library throws for one that it does not recognise */
export const readWithFeedsmith = (json: string): ForeignFeed => named(parseJsonFeed(json) as Loose);

/**
 * As `@extractus/feed-extractor` reads a JSON Feed; it hands on pictures, authors and content only where its
 * caller asks for them, unread. @throws what the library throws for what is no JSON
 */
export function readWithExtractor(json: string): ForeignFeed {
  const feed = extractFromJson(json, {
    descriptionMaxLen: 0,
    getExtraFeedFields: ({ feed_url }) => ({ feed_url }),
    getExtraEntryFields: ({ image, authors, content_html, content_text }) => ({
      image,
      authors,
      content_html,
      content_text,
    }),
  });
  return {
    title: words(feed.title),
    home: words(feed.link),
    feedUrl: words(feed.feed_url),
    items: lists(feed.entries).map((one) => ({
      ...EMPTY,
      id: words(one.id),
      url: words(one.link),
      title: words(one.title),
      image: words(one.image),
      published: moment(one.published),
      authors: lists(one.authors).map(({ name }) => words(name)),
      html: words(one.content_html),
      text: words(one.content_text),
    })),
  };
}

const READERS = { feedsmith: readWithFeedsmith, 'feed-extractor': readWithExtractor };

/** What a reader of others understands differently than the feed says it; empty where all of it arrives. */
export function foreignFaults(json: string): string[] {
  const said = named(JSON.parse(json) as Loose);
  return Object.entries(READERS).flatMap(([reader, read]) =>
    differences(comparable(said), comparable(read(json))).map((one) => `${reader}: ${one}`),
  );
}

/** Without what readers may change: space around a text, how an address is written, its part behind `#`. */
const comparable = (feed: ForeignFeed): ForeignFeed => ({
  title: feed.title.trim(),
  home: address(feed.home),
  feedUrl: address(feed.feedUrl),
  items: feed.items.map((one) => ({
    ...one,
    url: address(one.url),
    title: one.title.trim(),
    authors: one.authors.map((name) => name.trim()),
    html: one.html.trim(),
    text: one.text.trim(),
  })),
});

function address(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  return `${url.origin}${url.pathname}?${new URLSearchParams(url.searchParams)}`;
}

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 120) ?? 'nothing';

/** Where two values differ, as `items.3.title: "…" is read as "…"`. */
function differences(said: unknown, read: unknown, path = ''): string[] {
  if (typeof said !== 'object' || said === null || typeof read !== 'object' || read === null)
    return said === read ? [] : [`${path}: ${short(said)} is read as ${short(read)}`];
  return [...new Set([...Object.keys(said), ...Object.keys(read)])].flatMap((key) =>
    differences((said as Loose)[key], (read as Loose)[key], path ? `${path}.${key}` : key),
  );
}
