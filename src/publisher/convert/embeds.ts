import type { Block } from '../../feed';
import { cleanedLine } from '../clean';
import { attribute, descendants, type Element, isElement } from '../html/dom';
import { unescapeHtml } from '../html/literal';
import { linkUrl, tencentVideo, urlIn, voiceAddress, webUrl } from '../html/url';
import type { ConvertContext } from './context';
import { wordsOf } from './leave';
import { type Part, textOfClass } from './page-ui';
import { styleOf } from './style';

/*
 * WeChat's own elements: players, cards, polls. Each rule turns one into blocks; a rule that cannot
 * says so with `unsupported` and whatever text the element carries.
 */

type Rule = (node: Element, context: ConvertContext) => Block[];

/** The first of an element's attributes that says something: an address, an id. */
const first = (node: Element, ...names: string[]): string => {
  for (const name of names) {
    const value = attribute(node, name)?.trim();
    if (value) return unescapeHtml(decode(value)).replaceAll('\u00a0', ' ');
  }
  return '';
};

/** The first of them that says something to a reader. */
const said = (node: Element, ...names: string[]): string => {
  for (const name of names) {
    const words = cleanedLine(first(node, name)).trim();
    if (words) return words;
  }
  return '';
};

/** Some attributes come percent-encoded as a whole. What is an address already has its escapes for itself. */
function decode(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value) || /^(?:https?:)?\/\//i.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const unsupported = (context: ConvertContext, what: string, ...texts: string[]): Block[] => {
  context.drop(what);
  const text = texts
    .map((one) => one.trim())
    .filter(Boolean)
    .join('\n');
  return [{ type: 'unsupported', what, ...(text ? { text } : {}) }];
};

const video: Rule = (node, context) => {
  const title = said(node, 'data-title', 'title', 'data-desc');
  const named = title ? { title } : {};
  const address = first(node, 'data-src', 'src');
  const id = /[?&]vid=([\w]{6,20})(?:&|$)/.exec(address)?.[1];
  const cover = context.picture(first(node, 'data-cover', 'data-coverurl', 'poster'));
  const shown = { ...named, ...(cover ? { cover } : {}) };
  if (id && /(?:^|\.)v\.qq\.com$/.test(hostOf(address)))
    return [{ type: 'video', ...shown, url: tencentVideo(id) }];
  // WeChat's own videos play only inside the article.
  const place = linkUrl(context.url);
  return place ? [{ type: 'video', ...shown, url: place }] : unsupported(context, 'video', title);
};

const hostOf = (address: string): string => {
  const safe = webUrl(address);
  return safe ? new URL(safe).hostname : '';
};

const audio: Rule = (node, context) => {
  const title = said(node, 'name', 'data-name', 'music_name', 'data-music_name', 'data-title', 'title');
  const by = said(node, 'singer', 'author', 'data-singer');
  const voice = first(node, 'voice_encode_fileid', 'data-voice_encode_fileid');
  const address = linkUrl(first(node, 'audiourl', 'data-url')) ?? null;
  const url = (voice ? voiceAddress(voice) : null) ?? address ?? linkUrl(context.url);
  const name = [title, by].filter(Boolean).join(' · ');
  return url
    ? [{ type: 'audio', ...(name ? { title: name } : {}), url }]
    : unsupported(context, 'audio', name);
};

const miniprogram: Rule = (node, context) => {
  const title = said(
    node,
    'data-miniprogram-title',
    'data-title',
    'data-miniprogram-nickname',
    'data-nickname',
  );
  const text = said(node, 'data-miniprogram-nickname', 'data-nickname');
  const appId = first(node, 'data-miniprogram-appid', 'data-appid');
  const path = first(node, 'data-miniprogram-path', 'data-path');
  const name = title || wordsOf(node).trim();
  if (!name || !appId) return unsupported(context, 'miniprogram', name);
  return [
    {
      type: 'card',
      kind: 'miniprogram',
      title: name,
      ...(text && text !== name ? { text } : {}),
      appId,
      ...(path ? { path } : {}),
    },
  ];
};

const account: Rule = (node, context) => {
  const title = said(node, 'data-nickname', 'data-name');
  const text = said(node, 'data-signature', 'data-desc');
  if (!title) return unsupported(context, 'account', wordsOf(node));
  return [{ type: 'card', kind: 'account', title, ...(text ? { text } : {}) }];
};

const place: Rule = (node, context) => {
  const title = said(node, 'data-name', 'data-title');
  const text = said(node, 'data-address', 'data-desc');
  if (!title) return unsupported(context, 'location', text || wordsOf(node));
  return [{ type: 'card', kind: 'location', title, ...(text ? { text } : {}) }];
};

const link: Rule = (node, context) => {
  const title = said(node, 'data-title', 'data-name') || wordsOf(node).trim();
  const url = linkUrl(first(node, 'data-url', 'data-link', 'data-href', 'href'));
  if (!title || !url) return unsupported(context, 'link', title);
  return [{ type: 'card', kind: 'link', title, url }];
};

/** What its attributes say, or else its words. */
const named =
  (what: string): Rule =>
  (node, context) => {
    const stated = [
      said(node, 'data-nickname', 'data-title', 'data-name', 'data-votesubject', 'title'),
      said(node, 'data-desc', 'data-signature'),
    ];
    return unsupported(context, what, ...(stated.some((one) => one !== '') ? stated : [wordsOf(node)]));
  };

const dropped =
  (what: string): Rule =>
  (_, context) => {
    context.drop(what);
    return [];
  };

/** The first picture that a player shows before it plays. */
function posterIn(node: Element, context: ConvertContext): string | null {
  for (const one of descendants(node)) {
    const address = attribute(one, 'poster') ?? urlIn(styleOf(one).get('background-image') ?? '');
    const src = address ? context.picture(address) : null;
    if (src) return src;
  }
  return null;
}

/** A player that the page has built stands for its video, which was here before (`iframe`) and is now in it. */
const player: Rule = (node, context) => {
  const inner = [...descendants(node)].find((one) => one.tagName === 'iframe');
  if (inner) return embedOf(inner, context) ?? [];
  const cover = posterIn(node, context);
  const place = linkUrl(context.url);
  if (!place) return unsupported(context, 'video');
  return [{ type: 'video', ...(cover ? { cover } : {}), url: place }];
};

const recording: Rule = (node, context) => {
  const title = textOfClass(node, 'share_audio_title', 'audio_card_title', 'qqmusic_songname', 'audio_title');
  const by = textOfClass(node, 'qqmusic_singername');
  const name = [title, by].filter(Boolean).join(' · ');
  let voice: string | undefined;
  for (const one of [node, ...descendants(node)])
    voice ??= /^voice_main_(.+)_\d+$/.exec(attribute(one, 'id') ?? '')?.[1];
  const url = voice ? voiceAddress(voice) : linkUrl(context.url);
  return url
    ? [{ type: 'audio', ...(name ? { title: name } : {}), url }]
    : unsupported(context, 'audio', name);
};

/** What a part of the page is an element of the article's, where the page has left its attributes on it. */
const cardOr =
  (rule: Rule, ...names: string[]): Rule =>
  (node, context) => {
    const title = textOfClass(node, ...names);
    // Attributes come first in every rule, so that a title of the text is only a fallback.
    const attrs = title
      ? [...node.attrs, { name: 'data-name', value: title }, { name: 'data-title', value: title }]
      : node.attrs;
    return rule({ ...node, attrs }, context);
  };

const PARTS: Readonly<Record<Exclude<Part, 'page'>, Rule>> = {
  video: player,
  audio: recording,
  music: recording,
  miniprogram: cardOr(miniprogram, 'weapp_card_title', 'weapp_card_nickname'),
  account: cardOr(account, 'wx_profile_nickname'),
  place: cardOr(place, 'ct_geography_loc_tip'),
  'channels-video': named('channels-video'),
  product: named('product'),
  'red-packet': named('red-packet'),
};

/** What a part of the page stands for: nothing where it is only the page's, or stands beside what it shows. */
export function blocksOfPart(node: Element, part: Part, context: ConvertContext): Block[] {
  if (part === 'page' || isBesideSource(node)) return [];
  return PARTS[part](node, context);
}

/** Older pages leave the element that they draw where it was, and put the drawn one beside it. */
const isBesideSource = ({ parentNode }: Element): boolean =>
  parentNode?.childNodes.some(
    (one) =>
      isElement(one) &&
      one.tagName !== 'iframe' &&
      (EMBEDS.has(one.tagName) || one.tagName.startsWith(EMBED_PREFIX)),
  ) ?? false;

const RULES: Readonly<Record<string, Rule>> = {
  video,
  audio,
  mpvoice: audio,
  mpvideo: video,
  qqmusic: audio,
  'mp-common-mpaudio': audio,
  'mp-common-qqmusic': audio,
  'mp-common-videosnap': named('channels-video'),
  'mp-common-product': named('product'),
  'mp-common-redpacketcover': named('red-packet'),
  'mp-common-sticker': dropped('sticker'),
  'mp-common-profile': account,
  'mp-common-poi': place,
  'mp-common-link': link,
  'mp-common-article': link,
  'mp-miniprogram': miniprogram,
  'mp-weapp': miniprogram,
  'mp-common-miniprogram': miniprogram,
  mppoi: place,
  mpprofile: account,
  mpvote: named('poll'),
  qqvote: named('poll'),
  'mp-common-vote': named('poll'),
  mpcps: named('product'),
  'mp-common-cpsad': dropped('advertisement'),
  object: named('object'),
  embed: named('object'),
  canvas: dropped('canvas'),
  select: named('form'),
};

/** Names of elements that WeChat draws itself, or may. */
export const EMBEDS: ReadonlySet<string> = new Set(['iframe', ...Object.keys(RULES)]);

/** How the names begin of WeChat's elements that came after the table. */
export const EMBED_PREFIX = 'mp-';

/** The blocks of an element that WeChat draws itself; null for ordinary HTML. */
export function embedOf(node: Element, context: ConvertContext): Block[] | null {
  const tag = node.tagName;
  const rule = Object.hasOwn(RULES, tag) ? RULES[tag] : undefined;
  if (rule) return rule(node, context);
  if (tag === 'iframe') {
    const classes = attribute(node, 'class') ?? '';
    if (/\bvote_iframe\b/.test(classes) || /\/vote\b|newappmsgvote/.test(first(node, 'data-src', 'src')))
      return named('poll')(node, context);
    if (
      /\bvideo_iframe\b/.test(classes) ||
      /video|v\.qq\.com|mpvid/.test(first(node, 'data-src', 'src', 'data-mpvid'))
    )
      return video(node, context);
    return named('iframe')(node, context);
  }
  // Their text is kept, their kind is counted.
  return tag.startsWith(EMBED_PREFIX) ? named(tag)(node, context) : null;
}
