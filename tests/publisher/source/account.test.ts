import fc from 'fast-check';
import { toFeedTime } from '../../../src/domain/time';
import { parseArticle } from '../../../src/feed';
import { PublisherError } from '../../../src/publisher/errors';
import {
  AccountClient,
  accountFromEnvironment,
  type Batch,
  Malformed,
} from '../../../src/publisher/source/account/client';
import { type NewsSource, newsIdentity, readNews } from '../../../src/publisher/source/news';
import { address, anyText, damaged, HOSTILE_KEYS, json, numbers, text } from '../../support/arbitraries';
import { document } from '../../support/feed';
import { fuzz } from '../../support/fuzz';

const SECRET = 'secret-of-the-account';
const TOKEN = 'token-of-today';
const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** A client to whom WeChat answers the token, if it is asked for one, and then this. */
function client(answer: string | Uint8Array, status = 200): AccountClient {
  globalThis.fetch = async (url) =>
    String(url).includes('stable_token')
      ? new Response(JSON.stringify({ access_token: TOKEN, expires_in: 7200 }))
      : new Response(answer as BodyInit, { status });
  return new AccountClient({
    appId: 'wx0123456789abcdef',
    secret: SECRET,
    base: 'https://api.invalid',
    sleep: async () => {},
    random: () => 0,
  });
}

/** What a call gives, or the error that it promises; any other comes through. */
async function outcome<T>(call: Promise<T>): Promise<T | PublisherError> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof PublisherError) return error;
    throw error;
  }
}

const seconds = fc.oneof(fc.integer({ min: 1_400_000_000, max: 1_900_000_000 }), numbers);
const item = fc.record(
  {
    title: text(6),
    author: text(3),
    digest: text(6),
    content: text(12),
    content_source_url: address,
    thumb_url: address,
    url: address,
    is_deleted: fc.boolean(),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const batch = fc.record(
  {
    total_count: fc.nat(),
    item_count: fc.nat(),
    item: fc.array(
      fc.record({
        article_id: text(4),
        update_time: seconds,
        content: fc.record(
          { news_item: fc.array(item, { maxLength: 3 }), create_time: seconds },
          { requiredKeys: ['news_item'], noNullPrototype: true },
        ),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['total_count'], noNullPrototype: true },
);

/** The archived form of every news_item of an answer that is not malformed. */
const newsOf = ({ item: messages }: Batch): NewsSource[] =>
  messages.flatMap((message) => {
    if (message instanceof Malformed) return [];
    const { article_id, update_time, content } = message;
    return content.news_item.flatMap((one, at) => {
      if (one instanceof Malformed) return [];
      const published = content.create_time ?? update_time;
      const news = { article_id, position: at + 1, published, updated: update_time, item: one };
      return { ...news, identity: newsIdentity(news) };
    });
  });

test('a message or an item that is malformed says so in its place, and the others are given', async () => {
  const good = { title: '好' };
  const message = (more: object) => ({
    article_id: 'a',
    update_time: 1_734_000_000,
    content: { news_item: [good, { title: 7 }, null, good] },
    ...more,
  });
  const item = [
    message({ update_time: 1e21 }),
    message({ article_id: 'x'.repeat(1_000_000) }),
    message({ content: { news_item: 7 } }),
    'no message',
    message({}),
  ];
  const { item: given, total_count } = await client(JSON.stringify({ total_count: 5, item })).batch(0);
  expect(total_count).toBe(5);
  const reasons = given.map((one) => (one instanceof Malformed ? one.reason : ''));
  expect(reasons.map((one) => one.split('：')[0])).toEqual([
    'update_time',
    'article_id',
    'content.news_item',
    '(整体)',
    '',
  ]);
  for (const one of reasons) expect(one.length).toBeLessThan(300);
  const whole = given.at(-1)!;
  if (whole instanceof Malformed) throw new Error(whole.reason);
  expect(whole.content.news_item).toEqual([
    expect.objectContaining(good),
    expect.any(Malformed),
    expect.any(Malformed),
    expect.objectContaining(good),
  ]);
});

test.each([{}, { total_count: '5', item: [] }, { total_count: 5, item: {} }])(
  'an answer that is no page at all is refused: %j',
  async (answer) => {
    await expect(client(JSON.stringify(answer)).batch(0)).rejects.toThrow('不合约定');
  },
);

test('an error whose words are no text is one all the same', async () => {
  const answer = { errcode: 45009, errmsg: { toString: 1 } };
  await expect(client(JSON.stringify(answer)).batch(0)).rejects.toThrow('45009');
});

test('an address of the API that is none is told before anything is sent', () => {
  const environment = { A: 'wx0123456789abcdef', S: 's', WECHAT_API_BASE: 'https://[' };
  expect(() => accountFromEnvironment(environment, { appId: 'A', secret: 'S' })).toThrow('WECHAT_API_BASE');
});

describe('law: an answer of WeChat', () => {
  test('is a page of messages or refused in words for an administrator', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(batch, damaged(batch), json), async (answer) => {
        const given = await outcome(client(JSON.stringify(answer)).batch(0));
        if (given instanceof PublisherError) expect(given.message).toMatch(/^微信接口/);
        else for (const news of newsOf(given)) expect(news.identity).not.toBe('');
      }),
      fuzz(200),
    );
  });

  test('that is taken gives articles whose times and addresses the feed can say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(batch, damaged(batch)), async (answer) => {
        const given = await outcome(client(JSON.stringify(answer)).batch(0));
        if (given instanceof PublisherError) return;
        for (const news of newsOf(given)) {
          const reading = readNews(news, (src) => src);
          if (reading.what !== 'article') continue;
          const { title, url, published, captured, modified, readMore } = reading.article;
          for (const time of [published, captured!, modified ?? published]) {
            const byline = { ...document(1).byline, published: toFeedTime(time) };
            expect(() => parseArticle({ ...document(1), title, url, byline })).not.toThrow();
          }
          if (readMore !== undefined) expect(readMore).toMatch(/^https?:\/\//);
          expect(title).not.toMatch(/[\n\t]/);
        }
      }),
      fuzz(200),
    );
  });

  test('of no JSON at all is refused, too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyText(), fc.uint8Array({ maxLength: 40 })),
        fc.constantFrom(200, 301, 404, 500),
        async (answer, status) => {
          expect(await outcome(client(answer, status).batch(0))).toBeInstanceOf(PublisherError);
          await outcome(client(answer, status).code('scene', 'pages/a'));
        },
      ),
      fuzz(100),
    );
  });

  test('that reports an error is told without the secret, the token, or its address', async () => {
    const said = fc
      .tuple(anyText(3), fc.constantFrom(SECRET, TOKEN, `${SECRET}${TOKEN}`), anyText(3))
      .map((all) => all.join(''));
    const errmsg = fc.oneof(
      said,
      json,
      fc.constantFrom(...HOSTILE_KEYS).map((key) => JSON.parse(`{"${key}":1,"toString":1}`) as unknown),
    );
    const errcode = fc.oneof(fc.constantFrom(-1, 40001, 40164, 45009, 48001), fc.integer(), numbers);
    await fc.assert(
      fc.asyncProperty(errcode, errmsg, async (code, words) => {
        const error = await outcome(client(JSON.stringify({ errcode: code, errmsg: words })).batch(0));
        expect(error).toBeInstanceOf(PublisherError);
        const message = (error as PublisherError).message;
        for (const secret of [SECRET, TOKEN, 'access_token=']) expect(message).not.toContain(secret);
      }),
      fuzz(200),
    );
  });
});

test('law: credentials are read whole, or every problem with them is told', () => {
  const names = { appId: 'WECHAT_APPID', secret: 'WECHAT_SECRET' };
  const value = fc.oneof(anyText(4), fc.stringMatching(/^ ?wx[0-9a-f]{16} ?$/), address);
  const environment = fc.record(
    { WECHAT_APPID: value, WECHAT_SECRET: value, WECHAT_API_BASE: address },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(environment, (given) => {
      let message = '';
      try {
        const { appId, secret, base } = accountFromEnvironment(given, names);
        expect(appId).toMatch(/^wx\w+$/);
        expect(secret).toBe(secret.trim());
        expect(secret).not.toBe('');
        const { protocol, hostname } = new URL(`${base}/cgi-bin`);
        expect(protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)).toBe(true);
      } catch (error) {
        if (!(error instanceof PublisherError)) throw error;
        message = error.message;
      }
      if (message)
        for (const key of ['WECHAT_APPID', 'WECHAT_SECRET'] as const)
          if (!given[key]?.trim()) expect(message).toContain(key);
    }),
    fuzz(300),
  );
});
