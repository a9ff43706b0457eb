import type { Kind } from '../../../feed';

/*
 * Where pages say what, as data. The engine is in body.ts and page.ts.
 *
 * A place is written as it is looked for: `data:` a path in the page's data object, `var:` a loose variable of its scripts,
 * `meta:` the content of a `meta` element (`meta:title` the title of the page), `#` an element by its id, `.` the first
 * one of a class. Rendered pages and pages without scripts have only the latter three. Of several places the first one
 * that says something counts.
 */
export type Place = `data:${string}` | `var:${string}` | `meta:${string}` | `#${string}` | `.${string}`;

export const TITLE: readonly Place[] = [
  'data:title',
  'var:msg_title',
  'meta:og:title',
  'meta:twitter:title',
  '#activity-name',
  '#js_video_page_title',
  '#js_audio_title',
  '#js_text_title',
  '.rich_media_title',
  'meta:title',
];

export const ACCOUNT: readonly Place[] = [
  'data:nick_name',
  '#js_name',
  'var:nickname',
  '#post-user',
  '.rich_media_meta_nickname',
  '.wx_follow_nickname',
  '.account_nickname_inner',
  '.profile_nickname',
];

export const AUTHOR: readonly Place[] = [
  'data:author',
  'meta:author',
  'meta:og:article:author',
  '#js_author_name_text',
  '#js_author_name',
];

/**
 * Where scripts say when an article was published, the most exact first. In each place it may be a number of seconds or of
 * milliseconds since 1970, or the time as it is shown (dates.ts).
 */
export const WHEN: readonly Place[] = [
  'data:ori_create_time',
  'var:ori_create_time',
  'var:ct',
  'data:create_timestamp',
  'var:create_timestamp',
  'data:ct',
];

/** The same, where as a rule it is as it is shown. */
export const SHOWN: readonly Place[] = [
  'data:create_time',
  '#publish_time',
  'var:createTime',
  'var:create_time',
  'data:publish_time',
  'var:publish_time',
  'data:ori_send_time',
  'var:ori_send_time',
  '#post-date',
  'meta:article:published_time',
  'meta:og:article:published_time',
  'meta:og:release_date',
  'meta:datepublished',
  'meta:publishdate',
  'meta:pubdate',
  'var:datePublished',
  '.publish_time',
  'meta:time',
];

export const ADDRESS: readonly Place[] = ['meta:og:url', 'data:link', 'var:msg_link', 'meta:canonical'];

/** What a page is summed up with; posts have their whole text there. */
export const SUMMARY: readonly Place[] = [
  'data:desc',
  'var:msg_desc',
  'meta:og:description',
  'meta:twitter:description',
  'meta:description',
];

/** Where the text of posts stands that have no body of HTML: in the data as HTML with line breaks. */
export const POST_TEXT: readonly Place[] = [
  'data:content_noencode',
  'data:text_page_info.content_noencode',
  'data:text_page_info.content',
  '#js_text_desc',
  '#js_image_desc',
  '#js_audio_desc',
  '#js_common_share_desc',
  '.share_notice',
  '.video_desc',
];

/** Where a repost names the account that it comes from, and the words with which it is passed on. */
export const ORIGIN = { account: '.original_primary_nickname', words: '.original_primary_tips' } as const;

/**
 * What an author declares to WeChat of a text (创作来源): type 2 is one whose material is another account's. Pages without
 * their data show it below the text.
 */
export const CLAIM = {
  type: 'claim_source.claim_source_type',
  ofOthers: '2',
  account: 'claim_source.media_source_type_info.biz_nickname',
  shown: '#js_claim_source_content',
} as const;

/** Where a page has a line of its own for whom its text is from. */
export const SOURCE_LINE = '#js_source';

/** What a post is about. */
export type Matter = 'html' | 'pictures' | 'video' | 'audio' | 'text';

export interface Form {
  /** WeChat's `item_show_type`, as far as is publicly known. */
  types: readonly string[];
  /** In words for the editor. */
  name: string;
  /** What only pages of it show: how a page without scripts is told, which says no type. */
  marks: readonly Place[];
  kind: Kind;
  matter: Matter;
}

/** In the order in which a page of a type that nobody knows is tried for them. */
export const FORMS: readonly Form[] = [
  { types: ['0', '11'], name: '图文', marks: [], kind: 'article', matter: 'html' },
  {
    types: ['8'],
    name: '图片消息',
    marks: ['#js_image_desc', '.page_share_img', '.share_content_page_hd'],
    kind: 'pictures',
    matter: 'pictures',
  },
  {
    types: ['5', '16'],
    name: '视频消息',
    marks: ['#js_video_page', '#js_video_page_title'],
    kind: 'article',
    matter: 'video',
  },
  {
    types: ['7'],
    name: '音频消息',
    marks: ['#js_audio_title', '#js_audio_desc'],
    kind: 'article',
    matter: 'audio',
  },
  {
    types: ['10'],
    name: '文字消息',
    marks: ['#js_text_desc', '#js_text_title', '.page_share_text'],
    kind: 'note',
    matter: 'text',
  },
];

/** Where videos stand in the data: lists, or an object of one. */
export const VIDEOS: readonly string[] = [
  'video_page_infos',
  'videoPageInfos',
  'video_page_info',
  'video_in_article',
];
/** Where a post names its only video beside its other entries. */
export const VIDEO_IDS: readonly Place[] = ['data:video_id', 'data:vid', 'var:video_id', 'var:vid'];
/** Where sounds stand in it. */
export const SOUNDS: readonly string[] = [
  'voice_in_appmsg',
  'voice_in_appmsg.voice_in_appmsg',
  'voice_in_appmsg_list_json.voice_in_appmsg',
  'voiceList.voice_in_appmsg',
  'audio_page_infos',
  'audio_page_info',
  'voice_info',
];

/** Where pictures stand in it. */
export const PICTURES: readonly string[] = [
  'picture_page_info_list',
  'picture_page_info.picture_page_info_list',
];

/** Elements whose pictures are those of a picture post that was rendered. */
export const SLIDES =
  /\b(?:share_media_swiper_content|img_swiper_area|swiper_item_img|share_content_page_hd|img_list)\b/;

/** Elements that may be the article of a page without any of the above, the likelier one first. */
export const MAIN: readonly Place[] = [
  '.rich_media_content',
  '#img-content',
  '#page-content',
  '.rich_media_area_primary_inner',
  '#js_base_container',
  '#js_article',
];

/** Elements of such a page that are no text of it: its head, and what its own program shows around it. */
export const AROUND_TEXT =
  /\b(?:activity-name|rich_media_title|meta_content|rich_media_meta\w*|js_profile\w*|publish_time|js_\w*(?:bar|toast|dialog|tips?|card|qr_code)\w*|\w*(?:_bar|_toast|_dialog|_modal)\w*|wx_follow\w*|qr_code\w*|rich_media_tool\w*)\b/;
export const AROUND_TAGS: ReadonlySet<string> = new Set(
  'script style form button nav header footer h1'.split(' '),
);
