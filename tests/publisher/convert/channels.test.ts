import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { outline } from './account/outline';

/* What plays or is taken part in inside of WeChat alone: its name, and the way to the article. */

beforeAll(loadParser);

const ARTICLE = 'https://mp.weixin.qq.com/s/Channels';
let dropped: string[];
const shown = (html: string, url: string | undefined = ARTICLE): string[] => {
  dropped = [];
  const context = { url, picture: (src: string) => src || null, drop: (kind: string) => dropped.push(kind) };
  return outline(convertBody({ form: 'html', html }, context).blocks);
};
const COVER = 'https://mmbiz.qpic.cn/mmbiz_jpg/COVER/0';
const snap = (more: string, inside = '') =>
  `<mp-common-videosnap class="js_uneditable channels_iframe" data-nickname="示例出行" data-headimgurl="https://p.example/head.jpg" ${more}>${inside}</mp-common-videosnap>`;

test('a video of a channel says whose it is and what it shows, with its cover', () => {
  expect(
    shown(`<p>一</p>${snap(`data-type="video" data-desc="今日桥面检修 #交通" data-url="${COVER}"`)}`),
  ).toEqual(['paragraph: 一', `video 视频号“示例出行”：今日桥面检修 #交通 (cover COVER) → ${ARTICLE}`]);
  expect(dropped).toEqual([]);
});

test('so does a live one, and one that says less', () => {
  expect(shown(snap('data-type="live" data-desc="春运第一天"'))).toEqual([
    `video 视频号直播“示例出行”：春运第一天 → ${ARTICLE}`,
  ]);
  expect(shown('<mp-common-videosnap></mp-common-videosnap>')).toEqual([`video 视频号 → ${ARTICLE}`]);
  expect(shown(snap(`data-desc="${'很长的话，'.repeat(40)}"`))[0]!.length).toBeLessThan(120);
});

test.each([
  ['pictures', 'image', '视频号图片“示例出行”：三张图'],
  ['a topic', 'topic', '视频号话题“示例出行”：三张图'],
])('%s of a channel are pointed to in the original, and counted', (_, type, text) => {
  expect(shown(snap(`data-type="${type}" data-desc="三张图"`))).toEqual([
    `unsupported channels-video: ${text}`,
  ]);
  expect(dropped).toEqual(['channels-video']);
});

test('without the address of the article there is nothing to lead to: it is counted', () => {
  const { blocks } = convertBody(
    { form: 'html', html: snap('data-desc="桥"') },
    { picture: () => null, drop: () => {} },
  );
  expect(outline(blocks)).toEqual(['unsupported channels-video: 视频号“示例出行”：桥']);
});

test('drawn by the page it is the same, and its words stand nowhere twice', () => {
  const drawn =
    '<span class="wxw_wechannel_card js_wechannel_video_card"><span class="wxw_wechannel_nickname">示例出行</span><span class="wxw_wechannel_desc">桥</span><span>视频号</span></span>';
  expect(shown(snap('data-desc="桥"', drawn))).toEqual(shown(snap('data-desc="桥"')));
  expect(shown(drawn)).toEqual([`video 视频号“示例出行”：桥 → ${ARTICLE}`]);
});

test.each([
  '<mp-common-vote data-voteid="1" data-title="您怎么来"></mp-common-vote>',
  '<mpvote data-votesubject="您怎么来"></mpvote>',
  '<iframe class="vote_iframe js_editor_vote_card" data-voteid="1" data-votesubject="您怎么来"></iframe>',
  '<iframe data-src="/mp/newappmsgvote?action=show&amp;supervoteid=1" data-title="您怎么来"></iframe>',
  '<mp-common-vote>您怎么来</mp-common-vote>',
])('a poll says its question: %s', (html) => {
  expect(shown(html)).toEqual(['unsupported poll: 投票：您怎么来']);
  expect(dropped).toEqual(['poll']);
});

test('a poll that says nothing is one, one that calls itself a poll is not called so twice', () => {
  expect(shown('<mpvote data-title="班次投票"></mpvote>')).toEqual(['unsupported poll: 班次投票']);
  expect(shown('<mp-common-vote data-voteid="1"></mp-common-vote>')).toEqual(['unsupported poll']);
});
