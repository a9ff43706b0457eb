import type { Block, CardBlock } from '../../feed';
import { attribute, type Element, holds } from '../html/dom';
import type { ConvertContext, Draft } from './context';
import { wordsOf } from './leave';
import { first, said } from './said';

/*
 * Other mini-programs, as a card that is drawn for one, or as a link on words and pictures. A run of text can lead to
 * addresses alone (feed/schema.ts), so that a link stands as what it was, and its card below it.
 */

/** Longer words are a sentence: they say no more under the name than they said where they stand. */
const LONGEST_WORDS = 30;
const UNNAMED = '相关小程序';

const NICKNAMES = ['data-miniprogram-nickname', 'data-nickname'];
const TITLES = ['data-miniprogram-title', 'data-title'];

/** Where an element leads, as cards say it; null where it names no mini-program. */
function targetOf(node: Element): Pick<CardBlock, 'appId' | 'path'> | null {
  const appId = first(node, 'data-miniprogram-appid', 'data-appid');
  const path = first(node, 'data-miniprogram-path', 'data-path');
  return appId ? { appId, ...(path ? { path } : {}) } : null;
}

const cardOf = (title: string, text: string, target: Pick<CardBlock, 'appId' | 'path'>): CardBlock => ({
  type: 'card',
  kind: 'miniprogram',
  title,
  ...(text && text !== title ? { text } : {}),
  ...target,
});

/** An element that WeChat draws as the card of a mini-program. */
export function miniprogram(node: Element, context: ConvertContext): Block[] {
  const nickname = said(node, ...NICKNAMES);
  const name = said(node, ...TITLES) || nickname || wordsOf(node).trim();
  const target = targetOf(node);
  if (name && target) return [cardOf(name, nickname, target)];
  context.drop('miniprogram');
  return [{ type: 'unsupported', what: 'miniprogram', ...(name ? { text: name } : {}) }];
}

/** Whether a link says that it leads to a mini-program: whichever it is of the three that WeChat's editor makes. */
export const isProgramLink = (link: Element): boolean =>
  link.attrs.some(({ name, value }) => name.startsWith('data-miniprogram-') && value.trim() !== '') ||
  /\bweapp_(?:text|image)_link\b/.test(attribute(link, 'class') ?? '');

/**
 * The card of a link to a mini-program; null where it does not say to which one, or nothing of it is seen.
 * @param isFilled whether words or pictures in it were kept
 */
export function programLinkCard(link: Element, isFilled: boolean): CardBlock | null {
  const target = targetOf(link);
  // Of an icon that is left out the target is kept. Nothing at all is what an editor leaves of a link that was deleted.
  const isSeen = isFilled || attribute(link, 'data-miniprogram-type') === 'card' || holds(link, 'img');
  if (!target || !isSeen) return null;
  const words = wordsOf(link).replace(/\s+/g, ' ').trim();
  const title = said(link, ...NICKNAMES) || said(link, ...TITLES) || UNNAMED;
  return cardOf(title, words.length <= LONGEST_WORDS ? words : '', target);
}

const isSame = (a: Block, b: Block | undefined): boolean =>
  a.type === 'card' &&
  b?.type === 'card' &&
  a.kind === 'miniprogram' &&
  a.appId === b.appId &&
  a.path === b.path;

/** A poster in slices leads to one mini-program from each: one card, below the last of them, is enough. */
export function tidyProgramCards(drafts: readonly Draft[]): Draft[] {
  const blocks = drafts.map(({ block }) => block);
  const isLast = (at: number): boolean => {
    let next = at + 1;
    while (blocks[next]?.type === 'image') next += 1;
    // Below words it is theirs, whatever follows.
    return blocks[at - 1]?.type !== 'image' || next === at + 1 || !isSame(blocks[at]!, blocks[next]);
  };
  return drafts.filter(({ block }, at) => block.type !== 'card' || isLast(at));
}
