import { attribute, descendants, type Element, hasText, holds, textOf } from '../html/dom';

/*
 * What a page's own program has put into the article by the time that it is saved: players, cards, bars, buttons. None
 * of it was written by the editor. What stands for something of the article (a player for its video) becomes that; the
 * rest is left out. By the names that WeChat's page gives its parts (read from pages that were saved after their scripts
 * ran, and from its own lists of parts that no reader can underline), and by what no editor's program lets into an
 * article: buttons, sliders, dialogs.
 */

/** What a part of the page stands for; `page`: nothing of the article. */
export type Part =
  | 'page'
  | 'video'
  | 'audio'
  | 'music'
  | 'miniprogram'
  | 'account'
  | 'place'
  | 'channels-video'
  | 'product'
  | 'red-packet';

const WORDS = (text: string): string[] => text.trim().split(/\s+/);

/** Whole names of classes. */
const CLASSES: ReadonlyMap<string, Part> = new Map(
  (
    [
      // Players. The outermost of them stands for the video.
      [
        'video',
        'mp-video-player js_mpvedio page_video_wrapper page_video js_page_video appmsg_video js_mp_video_container',
      ],
      ['audio', 'js_audio_frame share_audio_context audio_card audio_area'],
      ['music', 'js_wap_qqmusic qqmusic_area qqmusic_wrp'],
      ['miniprogram', 'js_weapp_display_element weapp_display_element weapp_card weapp_element'],
      ['account', 'wx_profile_card js_wx_profile_card wx_profile_card_inner'],
      ['place', 'ct_geography_loc_card'],
      [
        'channels-video',
        'js_wechannel_video_card js_wechannel_img_card js_wechannel_live_card js_wechannel_topic_card wxw_wechannel_card',
      ],
      ['product', 'minishop_card'],
      ['red-packet', 'js_wap_redpacketcover'],
      [
        'page',
        `js_img_placeholder wx_widget_placeholder underline__tag
         video_tail_module wx_bottom_modal_wrp feed-wrapper infinity-list__wrapper interact_video
         full_screen_opr mid_opr mid_play_box fast_pre_next video_opr video_screen_mode_switch js_control js_switch
         js_sub_setting js_play_bar_wrapper js_playback js_full_screen_control played_time total_time
         video_profile_area video_profile video_poster__info video_tips video_error video_loading wx_video_loading
         wx_video_play_opr wx_video_pause_full_mod account_subscription_tips btn_account_subscription
         icon_appmsg_tag_wrp like_comment_wrp like_comment_primary_wrp
         rich_media_tool rich_media_tool_area rich_media_meta_list rich_media_title rich_media_area_extra
         share_notice js_share_notice wx_follow_context wx_follow_smart wx_live_area wx_shopprofile_area
         wx_shoptag_area reward_area reward_wrp pay__mask pay__wall pay_wall paywall js_pay_wall js_pay_btn qr_code_pc qr_code_pc_outer
         js_ad_link js_ad_area mpda_bottom_container ad_area
         swiper_indicator_wrp swiper_indicator_list swiper_indicator img_swiper_indicator share_media_swiper_tips
         code-snippet__copy copy-code-btn hljs-copy-button
         weui-hidden_abs weui-a11y_ref weui-toast weui-dialog weui-mask weui-mask_transparent weui-actionsheet`,
      ],
    ] as [Part, string][]
  ).flatMap(([part, names]) => WORDS(names).map((name): [string, Part] => [name, part])),
);

/** How names of classes begin. */
const BEGINNINGS: readonly [string, Part][] = [
  ['js_video_fullscreen', 'page'],
  ['video_full-screen', 'page'],
  ['video_opr_', 'page'],
  ['weui-toast', 'page'],
  ['weui-dialog', 'page'],
  ['js_mp_video_container_', 'video'],
];
/** Of an article that was not paid for: its wall. */
const WALL = 'js_pay_wall';
const ID = /^(?:js_mpvedio_wrapper_|js_mp_video_container_|js_mpvedio_\d)/;

/** One look at a text of classes, which in most bodies ends there. */
const ANY = new RegExp(
  `(?:^|\\s)(?:${[...CLASSES.keys(), ...BEGINNINGS.map(([name]) => `${name}\\S*`)].join('|')})(?:\\s|$)`,
);

/** What has these roles is worked by a program. */
const ROLES: ReadonlySet<string> = new Set([
  'alert',
  'alertdialog',
  'dialog',
  'menu',
  'menubar',
  'menuitem',
  'progressbar',
  'scrollbar',
  'slider',
  'spinbutton',
  'status',
  'tab',
  'tablist',
  'timer',
  'toolbar',
  'tooltip',
]);
/** Of a button: an editor's own picture to be tapped is more than that. */
const BUTTON_WORDS = 12;

/** A player of another page's than WeChat's. */
const PLAYER = /(?:^|[\s_-])(?:video|vedio|player)/i;
const PLAYER_WORDS = 400;

/** What an element stands for that the page's program has put there; undefined for the editor's own. */
export function partOf(
  node: Element,
  classes: string | undefined,
  id: string | undefined,
  role: string | undefined,
): Part | undefined {
  // A picture that waits for its file is marked as such, and is the editor's.
  if (node.tagName === 'img') return undefined;
  if (node.tagName === 'button') return 'page';
  if (id === WALL) return 'page';
  if (id !== undefined && ID.test(id)) return 'video';
  if (classes !== undefined) {
    const part = ANY.test(classes) ? byClass(classes) : undefined;
    if (part) return part;
    if (PLAYER.test(classes) && isPlayer(node)) return 'video';
  }
  if (role === undefined) return undefined;
  if (ROLES.has(role)) return 'page';
  const isLink = /^(?:https?:)?\/\//.test(attribute(node, 'href') ?? '');
  return role === 'button' && !isLink && !holds(node, 'img') && textOf(node).trim().length <= BUTTON_WORDS
    ? 'page'
    : undefined;
}

/** Whether an element is the page's own, and nothing of the article. */
export const isOfPage = (node: Element): boolean =>
  partOf(node, attribute(node, 'class'), attribute(node, 'id'), attribute(node, 'role')) === 'page';

function byClass(classes: string): Part | undefined {
  for (const name of classes.split(/\s+/)) {
    const part = CLASSES.get(name) ?? BEGINNINGS.find(([start]) => name.startsWith(start))?.[1];
    if (part) return part;
  }
  return undefined;
}

const isPlayer = (node: Element): boolean =>
  node.tagName !== 'video' &&
  node.tagName !== 'iframe' &&
  holds(node, 'video') &&
  !holds(node, 'img') &&
  textOf(node).trim().length <= PLAYER_WORDS &&
  // An editor's words under a video stand in a paragraph, or lead somewhere.
  ![...descendants(node)].some(
    (one) =>
      (one.tagName === 'p' && hasText(one)) ||
      one.tagName === 'figcaption' ||
      (one.tagName === 'a' && /^(?:https?:)?\/\//.test(attribute(one, 'href') ?? '')),
  );

/** The text of the first element below that has one of some classes, or an id that begins so; empty where none has. */
export function textOfClass(node: Element, ...names: string[]): string {
  for (const one of descendants(node)) {
    const classes = (attribute(one, 'class') ?? '').split(/\s+/);
    if (names.some((name) => classes.includes(name)) && hasText(one))
      return textOf(one).replace(/\s+/g, ' ').trim();
  }
  return '';
}
