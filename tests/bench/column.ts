import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CITIES } from '../../src/domain/regions';
import { readingMinutes } from '../../src/domain/text';
import { toFeedTime } from '../../src/domain/time';
import { type ArticleDocument, type ListItem, paths, SCHEMA } from '../../src/feed';
import { cardKey } from '../../src/publisher/cards/key';
import { articleId, contentHash, contentName } from '../../src/publisher/hash';
import { Archive, archiveFolder } from '../../src/publisher/memory/archive';
import { FACT } from '../../src/publisher/memory/facts';
import { Memory } from '../../src/publisher/memory/memory';
import { Reporter } from '../../src/publisher/report';
import { assemble } from '../../src/publisher/run/assemble';
import { DEFAULT_COLUMN } from '../../src/publisher/run/column';
import { Drafts, draftOf } from '../../src/publisher/run/drafts';
import { nothingLost } from '../../src/publisher/run/lost';
import { makerOf } from '../../src/publisher/run/run';
import { foundBy } from '../../src/publisher/work/text';
import { carryOut, Staging } from '../../src/publisher/write/staging';
import { paragraph } from '../fixtures/publisher/generate';
import { randomNumbers } from '../support/random';

/** Articles come every two hours. Milliseconds since 1970. */
export const timeOf = (index: number): number => (1_500_000_000 + index * 7200) * 1000;
export const identityOf = (index: number): string => `message:MzA5MDAwMDAwMA==:${2_000_000 + index}:1`;
/** The newest articles, so many, have covers and cards, with files. */
const DRESSED = 300;

interface Made {
  document: ArticleDocument;
  item: ListItem;
  images: string[];
}

function article(index: number, dressed: (kind: 'image' | 'card') => string): Made {
  const next = randomNumbers(index + 1);
  const city = index % 8 === 7 ? null : CITIES[index % CITIES.length]!;
  const headline = `${paragraph(next, 18).slice(0, 18)}第${index}号`;
  const title = city ? `${city.name} | ${headline}` : headline;
  const texts = Array.from({ length: 5 }, () => paragraph(next, 220));
  const id = articleId(identityOf(index));
  const published = toFeedTime(timeOf(index));
  const blocks = texts.map((text) => ({ type: 'paragraph' as const, inlines: [{ text }] }));
  const [src, thumb, chat, square] = [dressed('image'), dressed('image'), dressed('card'), dressed('card')];
  const common = { title, headline, region: city?.slug ?? null, kind: 'article' as const };
  const digest = `${Array.from(texts[0]!).slice(0, 54).join('')}…`;
  const url = `https://mp.weixin.qq.com/s/${randomBytes(16).toString('base64url')}`;
  const document: ArticleDocument = {
    id,
    schema: SCHEMA,
    v: '',
    ...common,
    byline: { column: DEFAULT_COLUMN.name, channel: '公众号', place: '山东', published },
    url,
    digest,
    ...(src
      ? { cover: { src, w: 900, h: 383, color: '#88aacc', alt: '', variants: [{ src, w: 900 }] } }
      : {}),
    minutes: readingMinutes(blocks),
    contents: [],
    blocks,
    related: [],
    newer: null,
    older: null,
  };
  const item: ListItem = {
    id,
    title,
    content_text: digest,
    ...(src ? { image: src } : {}),
    date_published: published,
    authors: [{ name: DEFAULT_COLUMN.name }],
    _column: {
      kind: 'article',
      region: common.region,
      minutes: document.minutes,
      ...(src ? { thumb, cards: { chat, square } } : {}),
    },
  };
  return { document, item, images: src ? [src, thumb] : [] };
}

/**
 * Publishes a column of so many articles without converting any: their rows and documents are made here, everything
 * behind that is the publisher's own. The next runs are ordinary ones.
 */
export async function publishRows(to: string, count: number): Promise<void> {
  const archive = new Archive(archiveFolder(to));
  const memory = Memory.open(archive.folder, Date.now(), true);
  memory.begin();
  const staging = Staging.open(to);
  const drafts = new Drafts(staging.spool);
  memory.setFact(FACT.maker, makerOf(DEFAULT_COLUMN));
  for (let index = 0; index < count; index += 1) {
    const dressed = (kind: 'image' | 'card'): string => {
      if (index < count - DRESSED) return '';
      const data = randomBytes(32);
      const hash = contentName(data);
      if (kind === 'image') {
        archive.keepRendered(hash, data);
        return paths.image(hash);
      }
      const file = path.join(to, paths.card(hash));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, data);
      return paths.card(hash);
    };
    const { document, item, images } = article(index, dressed);
    const { words, hash, grams } = foundBy(document);
    drafts.add(draftOf(document), grams);
    memory.articles.put({
      id: document.id,
      identity: identityOf(index),
      source: `row${index}`,
      index: 0,
      rank: 1,
      changed: 0,
      captured: 0,
      said: hash,
      published: timeOf(index),
      account: DEFAULT_COLUMN.name,
      ...(document.url ? { url: document.url } : {}),
      item,
      words,
      own: contentHash(JSON.stringify([document, item])),
      text: hash,
      number: null,
      related: [],
      links: '',
      images,
      card: item._column.cards ? cardKey(item) : null,
      code: null,
      missing: 0,
    });
  }
  await assemble({
    feed: to,
    column: DEFAULT_COLUMN,
    archive,
    memory,
    staging,
    drafts,
    reporter: new Reporter(),
    lost: nothingLost(),
    cards: { isWanted: false, newest: 0, asked: new Set() },
    codes: undefined,
    strays: false,
    sweepBefore: 0,
  });
  const { plan } = staging;
  memory.commit(plan, undefined, undefined, () => staging.settle([], false));
  staging.committed();
  carryOut(to, plan);
  memory.done();
  memory.close();
  staging.close();
}
