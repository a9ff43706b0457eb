import type { Block } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import type { Fate, Thing } from '../../../src/publisher/fates';
import { loadParser } from '../../../src/publisher/html/parser';

/*
 * The same article as its source and as a page whose scripts ran. The parts are built as WeChat's page builds them.
 */

beforeAll(loadParser);

const ARTICLE = 'https://mp.weixin.qq.com/s/AbCdEfGhIjKl';

function made(html: string): {
  blocks: Block[];
  told: [Thing, Fate, string][];
  dropped: Record<string, number>;
} {
  const told: [Thing, Fate, string][] = [];
  const dropped: Record<string, number> = {};
  const { blocks } = convertBody(
    { form: 'html', html: `<p>前文。</p>${html}<p>后文。</p>` },
    {
      url: ARTICLE,
      picture: (src) => src,
      drop: (kind) => {
        dropped[kind] = (dropped[kind] ?? 0) + 1;
      },
      note: (...one) => told.push(one),
    },
  );
  expect(blocks[0]).toEqual({ type: 'paragraph', inlines: [{ text: '前文。' }] });
  expect(blocks.at(-1)).toEqual({ type: 'paragraph', inlines: [{ text: '后文。' }] });
  return { blocks: blocks.slice(1, -1), told, dropped };
}

const COVER = 'https://mmbiz.qpic.cn/mmbiz_jpg/COVER/0?wx_fmt=jpeg';
const CONTROLS = `<div class="js_video_fullscreen_profile video_full-screen__head"><button><i>退出全屏</i></button></div>
  <div class="full_screen_opr wx_video_play_opr"><button type="button"><span>，时长</span><span>01:08</span></button></div>
  <div class="video_screen_mode_switch"><button type="button">切换到横屏模式</button></div>
  <div class="played_time js_now_play_time">00:00</div><span>/</span><div class="js_playback"><a href="javascript:;">倍速</a></div>`;
const VIDEO = `<video poster="${COVER}" src="https://mpvideo.qpic.cn/a.mp4">您的浏览器不支持 video 标签</video>`;

describe('a player', () => {
  const raw = `<section><iframe class="video_iframe rich_pages" data-mpvid="wxv_390" data-cover="${encodeURIComponent(COVER)}" data-src="https://mp.weixin.qq.com/mp/readtemplate?t=pages/video_player_tmpl&vid=wxv_390"></iframe></section>`;
  test.each([
    [
      'built by WeChat',
      `<section><span><div id="js_mpvedio_wrapper_wxv_390">${CONTROLS}${VIDEO}</div></span></section>`,
    ],
    [
      'whose save lost its ids',
      `<section><div class="mp-video-player"><div class="js_page_video page_video">${CONTROLS}${VIDEO}</div></div></section>`,
    ],
    [
      'with its controls beside it',
      `<section><div id="js_mpvedio_wrapper_wxv_390">${VIDEO}</div><div class="interact_video"><a href="javascript:;">视频详情</a></div></section>`,
    ],
    ['of another program', `<div class="custom-player">${VIDEO}<div>0.5倍 1.0倍</div></div>`],
    [
      'whose cover is a background',
      `<div class="js_mpvedio"><div class="video_poster" style="background-image:url('${COVER}')"></div><video></video>${CONTROLS}</div>`,
    ],
    ['alone', VIDEO],
  ])('%s is the video of the source, and none of its words', (_, html) => {
    expect(made(html).blocks).toEqual(made(raw).blocks);
    expect(made(html).blocks).toEqual([{ type: 'video', cover: COVER, url: ARTICLE }]);
  });

  test('of v.qq.com is the one that its frame plays', () => {
    const frame =
      '<iframe class="video_iframe" src="https://v.qq.com/txp/iframe/player.html?vid=a0001bcdefg"></iframe>';
    expect(made(`<span class="js_tx_video_container">${frame}</span>`).blocks).toEqual(made(frame).blocks);
  });
});

describe('a card', () => {
  const account = '<mp-common-profile data-nickname="示例交通" data-signature="路上见"></mp-common-profile>';
  const drawn = `<div class="appmsg_card_context wx_profile_card js_wx_profile_card"><div class="wx_profile_card_bd"><img class="wx_profile_avatar" src="https://a.cn/h.png"><strong class="wx_profile_nickname"> 示例交通 </strong><div class="wx_profile_desc">路上见</div></div><div class="wx_profile_card_ft">公众号</div></div>`;

  test('of an account is the same, drawn in its element or not', () => {
    expect(made(account.replace('><', `>${drawn}<`)).blocks).toEqual(made(account).blocks);
  });

  test('of an account that lost its element keeps the name', () => {
    expect(made(drawn).blocks).toEqual([{ type: 'card', kind: 'account', title: '示例交通' }]);
  });

  test('of a sound stands beside its element once', () => {
    const voice = '<mpvoice name="路况播报" voice_encode_fileid="MzA1"></mpvoice>';
    const frame =
      '<span class="js_audio_frame db"><span id="voice_main_MzA1_0" class="share_audio_context"><strong class="share_audio_title">路况播报</strong><span>来自示例交通</span></span></span>';
    expect(made(`<p>${voice}${frame}</p>`).blocks).toEqual(made(`<p>${voice}</p>`).blocks);
    expect(made(`<p>${frame}</p>`).blocks).toEqual(made(`<p>${voice}</p>`).blocks);
  });

  test('of a mini-program is the same', () => {
    const attributes =
      'data-miniprogram-appid="wx0123456789abcdef" data-miniprogram-path="pages/a.html" data-miniprogram-nickname="出行" data-miniprogram-title="查班次"';
    const shown =
      '<span class="weapp_card"><strong class="weapp_card_nickname">出行</strong><span class="weapp_card_title">查班次</span><span class="weapp_card_logo">小程序</span></span>';
    expect(
      made(`<span class="js_weapp_display_element weapp_display_element" ${attributes}>${shown}</span>`)
        .blocks,
    ).toEqual(made(`<mp-miniprogram ${attributes}></mp-miniprogram>`).blocks);
  });
});

test.each([
  ['a button', '<button>复制代码</button>'],
  ['a button of another name', '<span role="button">分享</span>'],
  ['a slider', '<div role="slider">进度条，百分之0</div>'],
  [
    'the follow bar',
    '<div class="wx_follow_context"><div class="wx_follow_nickname">示例交通</div>已关注</div>',
  ],
  ['words for screen readers', '<span class="weui-hidden_abs">，</span>'],
  ['the pages of a strip', '<div class="swiper_indicator_wrp">1/6</div>'],
])('%s of the page is left out and counted once', (_, html) => {
  const { blocks, told, dropped } = made(html);
  expect(blocks).toEqual([]);
  expect(dropped).toEqual({ page: 1 });
  expect(told.filter(([, fate]) => fate === 'page').length).toBeGreaterThan(0);
});

test.each([
  [
    'a picture that waits for its file',
    '<img class="rich_pages js_img_placeholder wx_img_placeholder" data-src="https://a.cn/1.png">',
    'image',
  ],
  [
    'a picture that is a button',
    '<a role="button" href="https://a.cn/"><img src="https://a.cn/1.png"></a>',
    'image',
  ],
  [
    'a sentence in a section called video-intro',
    '<section class="video-intro">视频介绍在下面。</section>',
    'paragraph',
  ],
  ['words about players', '<p>点“退出全屏”，再点“倍速”。</p>', 'paragraph'],
])('%s stays', (_, html, type) => {
  expect(made(html).blocks.map((one) => one.type)).toEqual([type]);
});

describe('what an animation shows', () => {
  const shown = (html: string) =>
    made(html).blocks.map((one) => (one.type === 'paragraph' ? one.inlines[0]!.text : one.type));
  test.each([
    ['of CSS', '<section style="opacity:0;animation:fadeIn 1s forwards">答案：先安检。</section>'],
    [
      'of CSS, from hidden',
      '<section style="visibility:hidden;-webkit-animation-name:in">答案：先安检。</section>',
    ],
    [
      'of SVG, by itself or at a tap',
      '<svg viewBox="0 0 100 20"><g style="opacity:0"><animate attributeName="opacity" values="0;1" begin="click" fill="freeze"/><foreignObject><p>答案：先安检。</p></foreignObject></g></svg>',
    ],
    [
      'of SVG, by name',
      '<section id="answer" style="visibility:hidden">答案：先安检。</section><svg><rect width="90" height="20"><set href="#answer" attributeName="visibility" to="visible" begin="click"/></rect></svg>',
    ],
  ])('%s is kept', (_, html) => {
    expect(shown(html)).toContain('答案：先安检。');
  });

  test.each([
    ['without one', '<section style="opacity:0">看不见</section>', { transparent: 1 }],
    [
      'whose animation is none',
      '<section style="opacity:0;animation:none">看不见</section>',
      { transparent: 1 },
    ],
    [
      'whose animation is of another property',
      '<section style="opacity:0">看不见<svg><animate attributeName="x" values="0;1"/></svg></section>',
      { transparent: 1 },
    ],
    ['of size 0', '<span style="font-size:0">看不见</span>', { 'zero-size': 1 }],
  ])('%s is left out by name', (_, html, dropped) => {
    const result = made(html);
    expect(result.blocks).toEqual([]);
    expect(result.dropped).toEqual(dropped);
  });

  test('what the page never shows is no part of the sum', () => {
    const { told, dropped } = made(
      '<p style="display:none">不显示</p><p style="visibility:hidden">不显示</p><p hidden>不显示</p>',
    );
    expect(dropped).toEqual({});
    expect(told.filter(([, , value]) => value.includes('不显示'))).toEqual([]);
  });
});

test('pictures say where they lead, alone and in a strip; what is no address is told of', () => {
  const picture = (n: number) => `<img src="https://a.cn/${n}.png">`;
  const { blocks, dropped } = made(
    `<a href="https://a.cn/a">${picture(1)}</a><a href="javascript:void(0)">${picture(2)}</a><a href="https://a.cn/empty"></a>` +
      `<section style="overflow-x:scroll"><a href="https://a.cn/b">${picture(3)}</a>${picture(4)}</section>`,
  );
  const hrefs = blocks.flatMap((one) =>
    one.type === 'image' ? [one.href] : one.type === 'gallery' ? one.images.map(({ href }) => href) : [],
  );
  expect(hrefs).toEqual(['https://a.cn/a', undefined, 'https://a.cn/b', undefined]);
  expect(dropped).toEqual({ 'link-unsafe': 1, 'link-empty': 1 });
});

test.each([
  '<div id="js_pay_wall">剩余80%内容需付费阅读</div>',
  '<div class="pay__wall"><p>剩余80%内容需付费阅读</p></div>',
  '<section class="paywall">剩余80%内容需付费阅读</section>',
])('a wall within the body is none of its text: %s', (html) => {
  expect(made(html).blocks).toEqual([]);
});
test('what is written of paying is text: <p class="payment">', () => {
  expect(made('<p class="payment">剩余80%内容需付费阅读</p>').blocks).toHaveLength(1);
});
