import { RANK, type SourceArticle } from '../../../src/publisher/source/types';
import { parseBody } from '../../../src/publisher/work/body';
import { articleText, sayingOf } from '../../../src/publisher/work/text';

const repost: Omit<SourceArticle, 'body'> = {
  identity: 'i',
  rank: RANK.whole,
  kind: 'article',
  title: '青岛 | 转来的一篇',
  published: 0,
  tags: [],
  origin: { account: '别的号', words: '推荐大家都来读一读'.repeat(200) },
  readMore: 'https://example.cn/more',
};

test('what an article says can be drawn again of its document, without the words around it', () => {
  const words = '这是文章自己的第一段，有十几个字。';
  const paragraph = { type: 'paragraph' as const, inlines: [{ text: words }] };
  const { body, headline, region, pictures, ...said } = articleText(repost, {
    contents: [],
    blocks: [paragraph],
  });
  const { blocks } = parseBody(body);
  expect(blocks).toHaveLength(4);
  expect(said).toMatchObject({ digest: words, minutes: 1 });
  expect(sayingOf(repost, blocks)).toEqual(said);
  expect({ headline, region, pictures }).toEqual({ headline: '转来的一篇', region: 'qingdao', pictures: [] });
});
