import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { readPage } from '../../../src/publisher/source/page/page';
import { readSource, reducePage } from '../../../src/publisher/source/raw';

/*
 * Posts whose parts stand elsewhere than where they usually do: on pages that were saved without their scripts, on older
 * ones, and beside the entries that say what the post is.
 */

beforeAll(loadParser);

const URL_OF = 'https://mp.weixin.qq.com/s/PostOfAnyForm2026';
const COVER = 'https://mmbiz.qpic.cn/mmbiz_jpg/FERRY/0?wx_fmt=jpeg';

/** A page as it is read from the archive, and its blocks. */
function read(html: string) {
  const reading = readPage(reducePage(html), 'page.html', (src) => webUrl(src));
  if (reading.what !== 'article') return { reading, article: null, blocks: [], warnings: [] };
  const { article, warnings = [] } = reading;
  const context = { url: article.url, picture: (src: string) => webUrl(src), drop: () => {} };
  return { reading, article, blocks: convertBody(article.body, context).blocks, warnings };
}

/** As SingleFile saves a page: without scripts, the time as it is shown. */
const bare = (body: string, { head = '', classes = '' } = {}) =>
  `<!DOCTYPE html><html><head><meta property="og:url" content="${URL_OF}"><meta property="og:title" content="渡口恢复开航">${head}</head>
<body class="zh_CN wx_wap_page ${classes}"><div id="js_article"><span id="publish_time" class="rich_media_meta_text">2026-03-24 22:38</span>${body}</div></body></html>`;

/** With its data, `type` its item_show_type. */
const stated = (type: string, data: string, body = '<div id="js_article"></div>', loose = '') =>
  `<!DOCTYPE html><html><head><meta property="og:url" content="${URL_OF}"></head><body>${body}
<script>window.cgiDataNew = { nick_name: JsDecode('示例交通'), title: JsDecode('渡口恢复开航'), ori_create_time: '1774362480' * 1, item_show_type: '${type}' * 1, ${data} };${loose}</script></body></html>`;

const say = (text: string) => ({ type: 'paragraph', inlines: [{ text }] });
const video = { type: 'video', url: URL_OF };
const picture = (at: number) => ({ type: 'image', src: `https://pictures.example.com/${at}.png` });

/** The frame that WeChat puts around a text post, as its pages have it. */
const textFrame = (text: string) => `<div id="js_content"><div id="js_top_profile" class="profile_area_hide">
<div class="wx_follow_context wx_follow_primary"><div class="wx_follow_hd"><img src="https://pictures.example.com/face.png" class="wx_follow_avatar"></div><div class="wx_follow_nickname">示例交通</div></div></div>
<div class="share_notice js_share_notice_dom"><h1 id="js_text_title" class="rich_media_title">渡口恢复开航</h1><p id="js_text_desc" class="share_notice_inner js_underline_content">${text}</p></div>
<div role="option" class="rich_media_meta_list"><span id="publish_time" class="rich_media_meta rich_media_meta_text">2026-03-24 22:38</span></div></div>`;

describe('a post without scripts is what its own elements say', () => {
  test.each<[string, string, string, unknown[]]>([
    [
      'a text post in WeChat’s frame is a note with its two paragraphs',
      bare(textFrame('第一段。<br><br>第二段。'), { classes: 'page_share_text' }),
      'note',
      [say('第一段。'), say('第二段。')],
    ],
    [
      'a text post whose lines are blocks is a note with its two lines',
      bare(
        textFrame('')
          .replace('></p>', '><div>第一段。</div><div>第二段。</div></p>')
          .replace(/<p (id="js_text_desc")/, '<div $1'),
      ),
      'note',
      [say('第一段。\n第二段。')],
    ],
    [
      'a text post with a title alone is a note of its title',
      bare(textFrame('')),
      'note',
      [say('渡口恢复开航')],
    ],
    [
      'a picture post with its slides in the body is two pictures and its text',
      bare(
        '<div id="js_content"><div class="share_media_swiper_content"><img src="https://pictures.example.com/1.png"><img src="https://pictures.example.com/2.png"></div><p id="js_image_desc">渡口今天开航。</p></div>',
      ),
      'pictures',
      [
        { type: 'gallery', images: [{ src: picture(1).src }, { src: picture(2).src }] },
        say('渡口今天开航。'),
      ],
    ],
    [
      'a picture post whose slides are backgrounds is its picture',
      bare(
        `<div class="share_content_page_hd"><div class="swiper_item_img" style="width:1px; background-image: url('https://pictures.example.com/1.png')"></div></div><p id="js_image_desc">渡口今天开航。</p>`,
      ),
      'pictures',
      [picture(1), say('渡口今天开航。')],
    ],
    [
      'a video post is its video and its text',
      bare(
        '<div id="js_video_page"><iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=a0123456789"></iframe></div>',
        { head: '<meta property="og:description" content="渡口今天开航。">' },
      ),
      'article',
      [{ type: 'video', url: expect.stringContaining('a0123456789') }, say('渡口今天开航。')],
    ],
    [
      'a sound is played from where the page has it',
      bare(
        '<p id="js_audio_title">渡口</p><audio src="https://sounds.example.com/1.mp3"></audio><p id="js_audio_desc">渡口今天开航。</p>',
      ),
      'article',
      [{ type: 'audio', url: 'https://sounds.example.com/1.mp3' }, say('渡口今天开航。')],
    ],
  ])('%s', (_, html, kind, blocks) => {
    const { article, blocks: made, warnings } = read(html);
    expect(article).toMatchObject({ kind, rank: 1, title: '渡口恢复开航' });
    expect(made).toMatchObject(blocks);
    expect(made).toHaveLength(blocks.length);
    expect(warnings).toEqual([]);
  });

  test('an article that shows a strip of slides in its text is the article', () => {
    const html = bare(
      '<div id="js_content"><p>渡口今天开航。</p><div class="img_list"><img src="https://pictures.example.com/1.png"></div></div>',
    );
    const { article, blocks } = read(html);
    expect(article?.kind).toBe('article');
    expect(blocks).toMatchObject([say('渡口今天开航。'), picture(1)]);
  });

  test('a mark that is not shown marks nothing', () => {
    const html = bare(
      '<p id="js_text_desc" style="display:none">无</p><div id="js_content"><p>渡口今天开航。</p></div>',
    );
    expect(read(html)).toMatchObject({ article: { kind: 'article' }, blocks: [say('渡口今天开航。')] });
  });

  test('slides that are not shown are none of a picture post', () => {
    const html = bare(
      '<div class="img_list"><img src="https://pictures.example.com/1.png"><img style="display:none" src="https://pictures.example.com/2.png"></div><div class="img_list" hidden><img src="https://pictures.example.com/3.png"></div><p id="js_image_desc">渡口今天开航。</p>',
    );
    expect(read(html).blocks).toMatchObject([picture(1), say('渡口今天开航。')]);
  });

  test('a picture post whose pictures were not found is published with its text and a warning', () => {
    const { blocks, warnings } = read(bare('<p id="js_image_desc">渡口今天开航。</p>'));
    expect(blocks).toEqual([say('渡口今天开航。')]);
    expect(warnings).toEqual([expect.stringMatching(/^图片消息里没有找到应有的内容/)]);
  });
});

test('a text post is the same note, as it was sent and as it was saved after its scripts had run', () => {
  const sent = stated(
    '10',
    "content_noencode: JsDecode('第一段。\\x0a\\x0a第二段。'), create_time: '2026-03-24 22:28'",
    textFrame(''),
  );
  const [first, other] = [sent, bare(textFrame('第一段。<br><br>第二段。').replace('22:38', '22:28'))].map(
    read,
  );
  expect(first!.article?.kind).toBe('note');
  expect(first!.blocks).toEqual([say('第一段。'), say('第二段。')]);
  expect(other!.blocks).toEqual(first!.blocks);
  for (const key of ['kind', 'rank', 'title', 'url', 'identity', 'digest'] as const)
    expect([key, other!.article?.[key]]).toEqual([key, first!.article?.[key]]);
});

describe('a body that has nothing of an article is none', () => {
  const SUMMARY = { head: '<meta property="og:description" content="渡口今天开航。">' };
  test.each([
    ['a button', '<button>播放</button>'],
    ['what is not shown', '<p style="display:none">旧的正文</p>'],
    ['what is hidden', '<section hidden><img src="https://pictures.example.com/1.png"></section>'],
    [
      'the page’s own cards',
      '<div class="wx_follow_context"><img src="https://pictures.example.com/1.png">关注</div>',
    ],
    ['a control', '<div role="toolbar">播放</div>'],
  ])('of one that holds only %s the summary is published, as a part', (_, inner) => {
    const { article, blocks, warnings } = read(bare(`<div id="js_content">${inner}</div>`, SUMMARY));
    expect(article).toMatchObject({ rank: 0.5, rest: '这里只收录了文章的摘要' });
    expect(blocks).toEqual([say('渡口今天开航。')]);
    expect(warnings).toContainEqual(expect.stringContaining('只有摘要'));
  });

  test('without a summary it is skipped, and the reason says that there is no body', () => {
    const { reading } = read(bare('<div id="js_content"><button>播放</button></div>'));
    expect(reading).toEqual({ what: 'skipped', reason: expect.stringContaining('页面里没有正文') });
  });

  test('beside the page’s own a single picture is a body', () => {
    const { article, blocks } = read(
      bare(
        '<div id="js_content"><button>播放</button><p><img src="https://pictures.example.com/1.png"></p></div>',
        SUMMARY,
      ),
    );
    expect(article?.rank).toBe(1);
    expect(blocks).toMatchObject([picture(1)]);
  });
});

const TEXT = "desc: JsDecode('渡口今天开航。')";
const heard = { type: 'audio', url: 'https://res.wx.qq.com/voice/getvoice?mediaid=MzA1MDAwMDAwMV8y' };

describe('what a post is about is found wherever its data has it', () => {
  test.each<[string, string, unknown[]]>([
    [
      'a video named at the top has the post’s cover',
      stated('5', `${TEXT}, video_id: JsDecode('wxv_39'), cdn_url: JsDecode('${COVER}')`),
      [{ ...video, cover: COVER }, say('渡口今天开航。')],
    ],
    [
      'two videos named by their ids are two',
      stated('5', `${TEXT}, video_ids: ['a0123456789', 'b0123456789']`),
      [
        { type: 'video', url: 'https://v.qq.com/x/page/a0123456789.html' },
        { type: 'video', url: 'https://v.qq.com/x/page/b0123456789.html' },
        say('渡口今天开航。'),
      ],
    ],
    [
      'a video of which only the files are named plays in the original',
      stated(
        '5',
        `${TEXT}, video_page_infos: [{ mp_video_trans_info: [{ url: JsDecode('https://mpvideo.qpic.cn/1.mp4') }] }]`,
      ),
      [video, say('渡口今天开航。')],
    ],
    [
      'an empty cover is the post’s',
      stated(
        '5',
        `${TEXT}, cdn_url: JsDecode('${COVER}'), video_page_infos: [{ video_id: 'wxv_39', cover_url: '' }]`,
      ),
      [{ ...video, cover: COVER }, say('渡口今天开航。')],
    ],
    [
      'a video of a loose variable',
      `<meta property="og:url" content="${URL_OF}"><script>var ct = "1774362480"; var msg_title = "渡口恢复开航"; var item_show_type = "5"; var vid = "wxv_39"; var msg_desc = "渡口今天开航。"; var msg_cdn_url = "${COVER}";</script>`,
      [{ ...video, cover: COVER }, say('渡口今天开航。')],
    ],
    [
      'videos of a loose list',
      stated('5', TEXT, '', `window.videoPageInfos = [{ video_id: 'wxv_39', cover_url: '${COVER}' }];`),
      [{ ...video, cover: COVER }, say('渡口今天开航。')],
    ],
    [
      'sounds in a string of JSON',
      stated(
        '7',
        `${TEXT}, voice_in_appmsg_list_json: JsDecode('{\\x22voice_in_appmsg\\x22:[{\\x22voice_id\\x22:\\x22MzA1MDAwMDAwMV8y\\x22}]}')`,
      ),
      [heard, say('渡口今天开航。')],
    ],
    [
      'sounds in a loose object',
      stated('7', TEXT, '', "var voice_in_appmsg = { voice_in_appmsg: [{ voice_id: 'MzA1MDAwMDAwMV8y' }] };"),
      [heard, say('渡口今天开航。')],
    ],
    [
      'sounds in an object by their ids',
      stated('7', TEXT, '', "var voice_in_appmsg = { MzA1: { voice_id: 'MzA1MDAwMDAwMV8y' } };"),
      [heard, say('渡口今天开航。')],
    ],
    [
      'pictures in an object',
      stated(
        '8',
        `${TEXT}, picture_page_info: { picture_page_info_list: [{ cdn_url: 'https://pictures.example.com/1.png' }] }`,
      ),
      [picture(1), say('渡口今天开航。')],
    ],
    [
      'pictures under other names',
      stated(
        '8',
        `${TEXT}, picture_page_info_list: [{ url: 'https://pictures.example.com/1.png' }, { src: 'https://pictures.example.com/2.png' }]`,
      ),
      [
        { type: 'gallery', images: [{ src: picture(1).src }, { src: picture(2).src }] },
        say('渡口今天开航。'),
      ],
    ],
  ])('%s', (_, html, blocks) => {
    const { article, blocks: made, warnings } = read(html);
    expect(article?.rank).toBe(1);
    expect(made).toMatchObject(blocks);
    expect(made).toHaveLength(blocks.length);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['5', 'video', '视频消息'],
    ['7', 'audio', '音频消息'],
  ])(
    'of a post of type %s nobody knows where its %s is: its place is kept, and the editor is told',
    (type, what, name) => {
      const { article, blocks, warnings } = read(stated(type, TEXT));
      expect(article?.rank).toBe(1);
      expect(blocks).toEqual([{ type: what, url: URL_OF }, say('渡口今天开航。')]);
      expect(warnings).toEqual([expect.stringContaining(`${name}（类型 ${type}）里没有找到`)]);
    },
  );
});

describe('nothing of a post’s text is lost, nor said twice', () => {
  test.each<[string, string, unknown[]]>([
    [
      'what stands only with the video',
      stated('5', "desc: '', video_page_infos: [{ video_id: 'wxv_39', desc: JsDecode('只在视频里的说明') }]"),
      [video, say('只在视频里的说明')],
    ],
    [
      'what stands with the video as well as at the top is said once',
      stated('5', `${TEXT}, video_page_infos: [{ video_id: 'wxv_39', desc: JsDecode('渡口今天 开航。') }]`),
      [video, say('渡口今天开航。')],
    ],
    [
      'the text beside a player that stands in the body',
      stated(
        '7',
        TEXT,
        '<div id="js_content"><mp-common-mpaudio voice_encode_fileid="MzA1MDAwMDAwMV8y"></mp-common-mpaudio></div>',
      ),
      [heard, say('渡口今天开航。')],
    ],
    [
      'the text beside a player in a page without a body',
      stated(
        '5',
        TEXT,
        '<div id="js_article"><iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=a0123456789"></iframe></div>',
      ),
      [{ type: 'video', url: expect.stringContaining('a0123456789') }, say('渡口今天开航。')],
    ],
    [
      'the text in the body that the summary begins',
      stated(
        '7',
        "desc: '渡口今天…'",
        '<div id="js_content"><mp-common-mpaudio voice_encode_fileid="MzA1MDAwMDAwMV8y"></mp-common-mpaudio><p>渡口今天开航。</p></div>',
      ),
      [heard, say('渡口今天开航。')],
    ],
    ['the title of a text post that has nothing else', stated('10', ''), [say('渡口恢复开航')]],
  ])('%s', (_, html, blocks) => {
    const { blocks: made, warnings } = read(html);
    expect(made).toMatchObject(blocks);
    expect(made).toHaveLength(blocks.length);
    expect(warnings).toEqual([]);
  });
});

describe('a repost without scripts is told by what stands above its body', () => {
  const above = (
    tips: string,
  ) => `<div class="original_area_primary">${tips}</div><div class="original_area_primary">
<p class="original_primary_card_tips"><span>以下文章来源于示例气象</span></p><a href="#"><strong class="original_primary_nickname">示例气象</strong></a></div><div id="js_content"><p>渡口今天开航。</p></div>`;

  test('it is a repost of 示例气象 with the words 推荐一读。', () => {
    const tips = '<div class="original_primary_tips"><p>编者荐语：</p><p> 推荐一读。 </p></div>';
    expect(read(bare(above(tips))).article).toMatchObject({
      kind: 'repost',
      origin: { account: '示例气象', words: '推荐一读。' },
    });
  });

  test('without words it has none', () => {
    expect(read(bare(above(''))).article?.origin).toEqual({ account: '示例气象', words: undefined });
  });

  test('where the data says that the article is the account’s own, it is', () => {
    const html = stated('0', 'copyright_info: { copyright_stat: 1 * 1 }', above(''));
    expect(read(html).article?.kind).toBe('article');
  });
});

describe('slides that a browser saved beside a picture post', () => {
  const web = (at: number) => `https://mmbiz.qpic.cn/mmbiz_jpg/FERRY${at}/0?wx_fmt=jpeg`;
  /** Saved with its folder: the data name the pictures in the web, the elements those of the folder. */
  const post = (saved: readonly string[]) => `<!DOCTYPE html><html><body>
<div class="share_media_swiper_content">${saved.map((src) => `<div class="swiper_item_img"><img src="${src}"></div>`).join('')}</div>
<script>window.cgiDataNew = { title: JsDecode('渡口恢复开航'), ori_create_time: '1774363080' * 1, item_show_type: '8' * 1,
content_noencode: JsDecode('渡口今天开航。'), picture_page_info_list: [ ${[1, 2].map((at) => `{ cdn_url: JsDecode('${web(at)}'), width: '1200' * 1, height: '1600' * 1, },`).join(' ')} ] };</script></body></html>`;
  const pictures = (saved: readonly string[], files: Record<string, string>) => {
    const [reading] = readSource({ form: 'page', name: 'x.html', text: reducePage(post(saved)), files });
    const body = reading?.what === 'article' ? reading.article.body : null;
    return body?.form === 'pictures' ? body.pictures : null;
  };
  const folder = ['x_files/640', 'x_files/640(1)'];
  const sized = (...all: string[]) => all.map((src) => ({ src, w: 1200, h: 1600 }));

  test('are its pictures, as large as the data say', () => {
    expect(pictures(folder, { 'x_files/640': 'a', 'x_files/640(1)': 'b' })).toEqual(
      sized('archive:a', 'archive:b'),
    );
  });

  test('are so where the strip goes round, and has its first and last once more', () => {
    const round = [folder[1]!, ...folder, folder[0]!];
    expect(pictures(round, { 'x_files/640': 'a', 'x_files/640(1)': 'b' })).toEqual(
      sized('archive:a', 'archive:b'),
    );
  });

  test('are not, where one of them is missing: those of the web are all there', () => {
    expect(pictures(folder, { 'x_files/640': 'a' })).toEqual(sized(web(1), web(2)));
    expect(pictures(folder.slice(0, 1), { 'x_files/640': 'a' })).toEqual(sized(web(1), web(2)));
  });
});
