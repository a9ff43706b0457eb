/*
 * What WeChat, and advertising, add to an address to tell who passed it on: where it was tapped, on which device, in whose
 * session. It leads nowhere else without them, two copies of one address are one, and nobody's session is published.
 */

/** The only host of which it is known what its parameters mean. */
const WECHAT = 'mp.weixin.qq.com';

/**
 * Parameters that WeChat adds. What names an article or an album stays, known or not: `__biz`, `mid`, `idx`, `sn`,
 * `action`, `album_id`, and the `tempkey` without which a preview is not shown.
 */
const ADDED: ReadonlySet<string> = new Set(
  [
    // Where it was tapped, and by which list or message it was found.
    'scene subscene ascene a8scene srcid from nwr_flag clicktime click_id enterid mpshare xtrack realreporttime',
    'finder_biz_enter_id ranksessionid jumppath jumppathdepth acctmode',
    // The checksum of such a link: for what `sn` names it is not asked.
    'chksm poc_token rd2werd isappinstalled',
    // The reader's session.
    'sessionid session_us key uin pass_ticket exportkey wx_header wxtoken abtest_cookie appmsg_token',
    // The reader's phone.
    'devicetype version nettype lang fontgear fontscale winwidth winheight winzoom countrycode',
  ]
    .join(' ')
    .split(' '),
);
/** Families of them: who passed it on and when, and who was signed in. */
const ADDED_FAMILY = /^(?:sharer_|plg_)/;
/** What any site's advertising adds. */
const CAMPAIGN = /^utm_/i;
/** Places in a page that are none: they tell WeChat how to open it. */
const MARKS = /^#(?:rd|wechat_redirect|wechat_webview_type=\d+)?$/;

/** An address without what only tracks its readers; every other character of it stays. What is no address stays, too. */
export function untracked(address: string): string {
  const end = address.indexOf('#');
  const [page, mark] = end < 0 ? [address, ''] : [address.slice(0, end), address.slice(end)];
  const start = page.indexOf('?');
  if (start < 0 && mark === '') return address;
  const host = hostOf(address);
  if (host === null) return address;
  const isWeChat = host === WECHAT;
  const place = isWeChat && MARKS.test(mark) ? '' : mark;
  if (start < 0) return page + place;
  const parts = page.slice(start + 1).split('&');
  const kept = parts.filter((part) => !isTracking(part, isWeChat));
  if (kept.length === parts.length) return page + place;
  return page.slice(0, start) + (kept.length > 0 ? `?${kept.join('&')}` : '') + place;
}

function isTracking(part: string, isWeChat: boolean): boolean {
  const [written] = part.split('=', 1) as [string];
  // Escaped once too often, an ampersand leaves a part of its name.
  const name = isWeChat ? written.replace(/^(?:amp;)+/, '').toLowerCase() : written;
  return CAMPAIGN.test(name) || (isWeChat && (ADDED.has(name) || ADDED_FAMILY.test(name)));
}

function hostOf(address: string): string | null {
  try {
    const { protocol, hostname } = new URL(address);
    return /^https?:$/.test(protocol) ? hostname : null;
  } catch {
    return null;
  }
}
