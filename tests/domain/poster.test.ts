import { posterContent } from '../../src/domain/poster';
import type { ArticleDocument, Block } from '../../src/feed';
import { document } from '../support/feed';

const paragraph = (text: string, change: object = {}): Block => ({
  type: 'paragraph',
  inlines: [{ text }],
  ...change,
});
const strong = (...texts: string[]): Block => ({
  type: 'paragraph',
  inlines: texts.map((text, at) => (at % 2 === 1 ? { text, marks: ['strong'] } : { text })),
});
const quoteOf = (change: Partial<ArticleDocument>, chosen?: string) =>
  posterContent(document(1, change), chosen).quote;

const DIGEST = '从老城到新区的行程缩短了将近一半。';
const LEAD = '路通了，两岸的日子也就近了。';
const BOLD = '全省港口实行一次申报、一次查验、一次放行。';
const TEXT = '夜班车多停三站，候车亭换上了看得清的大字站牌。';
/** WeChat's: 54 characters and no more. */
const TORN =
  '夜班车多停三站，候车亭换上了看得清的大字站牌，老人和孩子出门更方便了，路上也不再拥挤，大家都说这条路修得…';
const LONG = `${'沿海公路贯通以后行程缩短，'.repeat(12)}真好。`;

describe('the words that stand for an article', () => {
  test.each([
    ['what was chosen', { digest: DIGEST }, TORN, TORN],
    ['the digest', { digest: `${DIGEST} `, blocks: [paragraph(LEAD, { lead: true })] }, undefined, DIGEST],
    [
      'the lead, where the digest is torn',
      { digest: TORN, blocks: [paragraph(TEXT), paragraph(LEAD, { lead: true })] },
      undefined,
      LEAD,
    ],
    [
      'the lead, where the digest leaves a quotation open',
      { digest: '负责人说：“今天起免费。', blocks: [paragraph(LEAD, { lead: true })] },
      undefined,
      LEAD,
    ],
    [
      'the first bold sentence, where the lead is too long',
      {
        digest: TORN,
        blocks: [paragraph(LONG, { lead: true }), paragraph(TEXT), strong('注：', `注意！${BOLD}`)],
      },
      undefined,
      BOLD,
    ],
    [
      'the first sentence, where what is bold is no sentence, short, or counts',
      {
        digest: '',
        blocks: [
          strong('', '港口', '实行一次申报、一次查验、', '一次放行。', ''),
          strong('', '一是加快推进重点项目建设进度。'),
          paragraph(`看图。${TEXT}${DIGEST}`),
        ],
      },
      undefined,
      '港口实行一次申报、一次查验、一次放行。',
    ],
    [
      'one inside of a list',
      { digest: '', blocks: [{ type: 'list', ordered: false, items: [[paragraph(TEXT)]] } as Block] },
      undefined,
      TEXT,
    ],
    [
      'a paragraph without a stop, where none has one',
      { digest: '', blocks: [paragraph('摄影：张三'), paragraph('海上的早晨，从一声汽笛开始')] },
      undefined,
      '海上的早晨，从一声汽笛开始',
    ],
    ['nothing, where all is torn', { digest: TORN, blocks: [paragraph(LONG)] }, undefined, undefined],
    ['nothing, where there are no words', { digest: '', blocks: [] }, undefined, undefined],
  ] as const)('%s', (_, change, chosen, quote) => {
    expect(quoteOf(change as unknown as Partial<ArticleDocument>, chosen)).toBe(quote);
  });
});
