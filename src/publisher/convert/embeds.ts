import { cut } from '../../domain/characters';
import type { Block } from '../../feed';
import { attribute, descendants, type Element, isElement } from '../html/dom';
import { linkUrl, tencentVideo, urlIn, voiceAddress, webUrl } from '../html/url';
import type { ConvertContext } from './context';
import { wordsOf } from './leave';
import { type Part, textOfClass } from './page-ui';
import { miniprogram } from './program';
import { first, said } from './said';
import { styleOf } from './style';

/*
 * WeChat's own elements: players, cards, polls. Each rule turns one into blocks; a rule that cannot
 * says so with `unsupported` and whatever text the element carries.
 */

type Rule = (node: Element, context: ConvertContext) => Block[];

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

/** What is said of a video, and whose it is: the words of a channel's are a caption, with its topics behind it. */
const CAPTION = 60;

/**
 * Something of the accounts that WeChat keeps for videos. It plays there alone: what there is to see of it leads to the
 * article, which leads there.
 */
const channel: Rule = (node, context) => {
  const kind = channelKind(node);
  const by = said(node, 'data-nickname') || textOfClass(node, 'wxw_wechannel_nickname');
  const about = said(node, 'data-desc', 'data-title', 'data-name') || textOfClass(node, 'wxw_wechannel_desc');
  const title = [`${kind}${by && `“${by}”`}`, cut(about || wordsOf(node).trim(), CAPTION)]
    .filter(Boolean)
    .join('：');
  const cover = context.picture(first(node, 'data-coverurl', 'data-cover', 'data-url'));
  const url = webUrl(context.url);
  if (!url || !PLAYED.has(kind)) return unsupported(context, 'channels-video', title);
  return [{ type: 'video', title, ...(cover ? { cover } : {}), url }];
};

/** By its `data-type`, or by the class of what the page has drawn. */
function channelKind(node: Element): string {
  const type = attribute(node, 'data-type')?.trim().toLowerCase();
  const drawn = /\bjs_wechannel_(live|img|topic)_card\b/.exec(attribute(node, 'class') ?? '')?.[1];
  return CHANNEL_KINDS.get(type || drawn || '') ?? '视频号';
}

const CHANNEL_KINDS: ReadonlyMap<string, string> = new Map([
  ['live', '视频号直播'],
  ['image', '视频号图片'],
  ['img', '视频号图片'],
  ['topic', '视频号话题'],
]);
const PLAYED: ReadonlySet<string> = new Set(['视频号', '视频号直播']);

/** A poll, which is taken part in there alone: its question. */
const poll: Rule = (node, context) => {
  const question = said(node, 'data-votesubject', 'data-title', 'data-name', 'title') || wordsOf(node).trim();
  // One that calls itself a poll is not called so twice.
  return unsupported(
    context,
    'poll',
    question.includes('投票') || !question ? question : `投票：${question}`,
  );
};

/** What its attributes say, or else its words. */
const named =
  (what: string): Rule =>
  (node, context) => {
    const stated = [
      said(node, 'data-nickname', 'data-title', 'data-name', 'title'),
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
  'channels-video': channel,
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
  'mp-common-videosnap': channel,
  mpvideosnap: channel,
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
  mpvote: poll,
  qqvote: poll,
  'mp-common-vote': poll,
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
      return poll(node, context);
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
