import { allBlocks, inlinesOf } from '../../domain/blocks';
import { countCharacters } from '../../domain/characters';
import { picturesOf } from '../../domain/pictures';
import { isTitleOnly } from '../../domain/reader';
import { blockTexts } from '../../domain/text';
import { type ArticleDocument, type Block, type BlockOf, paths } from '../../feed';
import { cleanedLine, unseenIn } from '../clean';
import type { Finding } from './check';
import { contentsHints } from './preflight-contents';

/*
 * What will look poor, told to the editor by article. Limits as the cards and pages have them.
 */

const TITLE_LIMIT = 60;
const COVER_WIDTH = 600;
const PICTURE_WIDTH = 320;
const LONG_TEXT = 1500;

type Rule = (document: ArticleDocument) => string | null;

const RULES: readonly Rule[] = [
  ({ cover }) =>
    cover ? null : '没有封面：列表用文字版式，分享卡片画与题材相称的画，认不出题材时用文字版式',
  ({ cover }) =>
    cover && cover.w > 0 && cover.w < COVER_WIDTH ? `封面只有 ${cover.w} 像素宽，建议不少于 900` : null,
  ({ digest, blocks }) => {
    if (digest === '') return '没有摘要';
    const start = digest.replace(/…$/, '');
    const text = blockTexts(blocks).join(' ').replace(/\s+/g, ' ');
    return digest.endsWith('…') && text.includes(start) ? '没有写摘要，用的是正文开头' : null;
  },
  ({ headline }) => {
    const length = countCharacters(headline);
    return length > TITLE_LIMIT
      ? `标题有 ${length} 个字，分享卡片上的字会很小（建议 ${TITLE_LIMIT} 字以内）`
      : null;
  },
  ({ headline }) => (headline === '' ? '标题没有收全' : null),
  ({ contents, blocks }) => {
    const length = blockTexts(blocks).reduce((sum, text) => sum + countCharacters(text), 0);
    return contents.length === 0 && length > LONG_TEXT
      ? `正文约 ${length} 字，没有找到小标题，读者看不到目录（小标题请用“一、”“（一）”或单独一行加粗）`
      : null;
  },
  ({ blocks }) => {
    const small = picturesOf({ blocks }).filter(
      (picture) => picture.w > 0 && picture.w < PICTURE_WIDTH && picture.h > 80,
    );
    return small.length > 0 ? `${small.length} 张图片不足 ${PICTURE_WIDTH} 像素宽，会显得模糊` : null;
  },
  ({ blocks }) => {
    const away = picturesOf({ blocks }).filter((picture) => /^https?:/.test(picture.src));
    return away.length > 0 ? `${away.length} 张图片没有取到，读者可能看不见` : null;
  },
  ({ blocks }) => {
    const dead = allBlocks(blocks).flatMap(linksOf).filter(isNowhere);
    return dead.length > 0 ? `链接无处可去：${[...new Set(dead)].slice(0, 3).join('，')}` : null;
  },
];

/**
 * What no reader sees in a document, by field: a run takes it out and says so, an older one left it in. Control
 * characters in a title would reach the editor's terminal: the finding is named by the clean one.
 */
function unseenRule({ id, title, byline, digest, cover, contents, blocks }: ArticleDocument): string | null {
  const fields: [what: string, texts: (string | undefined)[]][] = [
    ['标题', [title]],
    ['公众号', [byline.column]],
    ['栏目', [byline.channel]],
    ['地点', [byline.place]],
    ['作者', [byline.author]],
    ['文章来源', [byline.origin]],
    ['摘要', [digest]],
    ['目录', contents.map(({ text }) => text)],
    ['正文', blockTexts(blocks)],
    ['图片说明', [cover?.alt, ...picturesOf({ blocks }).map(({ alt }) => alt)]],
  ];
  const found = fields.flatMap(([what, texts]) => {
    const codes = new Set(texts.flatMap((text) => unseenIn(text ?? '')));
    return codes.size > 0 ? [`${what} ${[...codes].join('、')}`] : [];
  });
  return found.length > 0
    ? `${paths.article(id)} 里有看不见的字符：${found.join('；')}。运行 rebuild 会去掉它们`
    : null;
}

/** What an editor may want to mend: of an article of which only the title was captured, that. */
export function preflight(document: ArticleDocument): Finding[] {
  const rules: readonly Rule[] = isTitleOnly(document) ? [() => '只收到标题，没有正文'] : RULES;
  const where = cleanedLine(document.title) || document.id;
  const messages = [...rules, unseenRule].flatMap((rule) => rule(document) ?? []);
  return [...messages, ...contentsHints(document)].map((message) => ({ kind: 'hint', where, message }));
}

type Linkless = BlockOf<
  'quote' | 'list' | 'code' | 'image' | 'gallery' | 'video' | 'audio' | 'divider' | 'unsupported'
>;

/** What a block itself links to by an editor's word: a player's address is no editor's. */
function linksOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'table':
      return inlinesOf(block).flatMap(({ href }) => href ?? []);
    case 'card':
      return block.url ? [block.url] : [];
    default:
      block satisfies Linkless;
      return [];
  }
}

/** Placeholders that editors forget, and addresses of the editor's own machine. */
function isNowhere(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  const local = /^(?:localhost|127\.|10\.|192\.168\.|0\.0\.0\.0)|\.(?:local|invalid|test)$/.test(hostname);
  return local || !hostname.includes('.') || /^\/(?:undefined|null|#)$/.test(pathname);
}
