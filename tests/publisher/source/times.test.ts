import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { readPage } from '../../../src/publisher/source/page/page';
import { reducePage } from '../../../src/publisher/source/raw';

/* Where pages say when they were published, and in which form: what they say counts before the moment of capture. */

beforeAll(loadParser);

const SECONDS = 1764900000;
/** 10:00 in China. */
const MOMENT = '2025-12-05T10:00:00+08:00';
const DAY = '2025-12-05T00:00:00+08:00';

/** A page that was captured months later, when it is read from the archive. */
const published = ({ data = '', loose = '', markup = '', linked = '' }) => {
  const html = `<!DOCTYPE html><html><head>${linked}</head><body><h1 id="activity-name">渡口恢复开航</h1>${markup}<div id="js_content"><p>渡口今天开航。</p></div>
<script>${data}</script><script>var msg_title = "渡口恢复开航"; var svr_time = "1774400000";</script><script>${loose}</script></body></html>`;
  const reading = readPage(reducePage(html), 'page.html', (src) => webUrl(src));
  return reading.what === 'article' ? reading : null;
};
const data = (entries: string, name = 'window.cgiDataNew') => ({ data: `${name} = { ${entries} };` });

test.each<[string, Parameters<typeof published>[0], string]>([
  ['seconds in create_time', data(`create_time: '${SECONDS}' * 1`), MOMENT],
  ['seconds in ct', data(`ct: '${SECONDS}' * 1`), MOMENT],
  ['seconds in ori_send_time', data(`ori_send_time: '${SECONDS}' * 1`), MOMENT],
  ['milliseconds in ori_create_time', data(`ori_create_time: '${SECONDS}000' * 1`), MOMENT],
  ['a shown time in ori_create_time', data("ori_create_time: '2025-12-05 10:00'"), MOMENT],
  ['a shown time in create_time', data("create_time: JsDecode('2025-12-05 10:00')"), MOMENT],
  ['the data object of older pages', data(`ori_create_time: '${SECONDS}' * 1`, 'window.cgiData'), MOMENT],
  ['var publish_time with its alternative', { loose: 'var publish_time = "2025-12-05" || "";' }, DAY],
  ['window.ori_create_time', { loose: `window.ori_create_time = '${SECONDS}';` }, MOMENT],
  ['var create_time', { loose: `var create_time="${SECONDS}";` }, MOMENT],
  ['var ct without quotation marks', { loose: `var ct = ${SECONDS};` }, MOMENT],
  ['var ct in milliseconds', { loose: `var ct = ${SECONDS}000;` }, MOMENT],
  [
    'datePublished of JSON-LD',
    {
      linked: `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2025-12-05T10:00:00+08:00"}</script>`,
    },
    MOMENT,
  ],
  [
    'the line under the title',
    {
      markup:
        '<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">岸边</span><span class="rich_media_meta rich_media_meta_text">2025-12-05</span></div>',
    },
    DAY,
  ],
  ['seconds in an element', { markup: `<em id="publish_time">${SECONDS}</em>` }, MOMENT],
])('%s is the time of the article, without a warning', (_, given, moment) => {
  const reading = published(given);
  expect(reading?.article.published).toBe(Date.parse(moment));
  expect(reading?.warnings).toBeUndefined();
});

test.each([
  ['a telephone number', { markup: '<em id="publish_time">13864001234</em>' }],
  ['a counter', { loose: 'var ct = 12;' }],
  ['a line under the title without a date', { markup: '<span class="rich_media_meta_text">岸边</span>' }],
])('%s is no time: the moment of capture is taken, and the editor is told', (_, given) => {
  const reading = published(given);
  expect(reading?.article.published).toBe(1774400000_000);
  expect(reading?.warnings).toEqual([expect.stringContaining('页面里没有发布时间')]);
});

test('of several the exact one counts, not the day that is shown', () => {
  const reading = published({
    data: `window.cgiDataNew = { create_time: '2025-12-05', ori_create_time: '${SECONDS}' * 1 };`,
    markup: '<em id="publish_time">昨天</em>',
  });
  expect(reading?.article.published).toBe(Date.parse(MOMENT));
});

test('programs that have variables of these names are not kept', () => {
  const program =
    '<script>var ct=0,create_time=e.time;window.publish_time=function(){};var vid=getQuery("vid")</script>';
  expect(reducePage(`<p>正文</p>${program}`)).toBe('<p>正文</p>');
});
