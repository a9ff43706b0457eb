import { plain } from '../../../domain/text';
import type { Block } from '../../../feed';
import type { Article, Line } from './lines';
import { isColored, isPale, MOSTLY, ratioOf } from './look';
import { OFFICIAL } from './numbers';
import {
  ADDRESS,
  CAPTION,
  CREDIT,
  EDGE,
  GREETING,
  isEnd,
  isSetApart,
  LENTICULAR,
  PROMOTION,
  REFERENCES,
  SENTENCE_INSIDE,
  SIGNED,
  SPEAKER,
  TIMED,
} from './words';

/*
 * What speaks for a line and against it. Each rule is a piece of evidence, with points and with words for editors; none of
 * them decides. What the engine adds of a line's class (how often, how regular) is in choose.ts.
 */

/** What is known of all lines that look alike. */
export interface Counts {
  /** How many lines of it could be headings by themselves. */
  count: number;
  /** Share of the lines between which text or pictures stand. */
  apart: number;
  /** Characters of all of it, as a share of the article's. */
  share: number;
  /** Whether their numbers begin at one and go on without a gap; a further row may begin at one again. */
  isCounted: boolean;
}

/** What the other headings say of them, once the rest was judged. */
export interface Known {
  /** Whether numbered headings look just so, and whether there are tagged ones. */
  hasNumberedTwin: boolean;
  /** Where the first and the last of those stand. */
  row: readonly [number, number];
  hasTagged: boolean;
  /** Whether there are headings with a number of an outer kind: `一、` above `1.`. */
  hasOuter: boolean;
  /** Lines whose numbers are missing between those of the headings. */
  gaps: ReadonlySet<Line>;
}

export type ClassFacts = Counts & Known;

export interface Rule {
  name: string;
  /** What an editor reads. */
  words: string;
  /** It asks what the other headings are, which is known after a first look at all lines. */
  isLate?: true;
  /** It speaks of this line alone, and not of others that look like it. */
  isOwn?: true;
  /** Points for a heading (above 0) or against it; 0 where it says nothing. */
  points: (line: Line, article: Article, facts: ClassFacts) => number;
}

/** Characters: fewer are no more than a remark. */
const APART = 12;

/** Names take no more. */
const CREDIT_LENGTH = 40;

/** Enough against a line that nothing can speak for it. */
export const NEVER = -20;

const when = (is: boolean, points: number): number => (is ? points : 0);

const ALL: readonly Rule[] = [
  // How it is set.
  {
    name: 'tag',
    words: '用了标题样式',
    points: ({ tag }, _, { share }) => (tag ? (share > 0.4 ? 0.5 : 2.9) : 0),
  },
  {
    name: 'larger',
    words: '字比正文大',
    points: ({ look }, { body }) => {
      const ratio = ratioOf(look, body);
      return ratio >= 1.3 ? 2 : ratio >= 1.15 ? 1.5 : ratio >= 1.05 ? 0.8 : 0;
    },
  },
  {
    name: 'smaller',
    words: '字比正文小',
    points: ({ look }, { body }) => {
      const ratio = ratioOf(look, body);
      const loss = ratio < 0.87 ? -2.5 : ratio < 0.97 ? -1.5 : 0;
      return look.frames.length > 0 ? loss / 3 : loss;
    },
  },
  {
    name: 'bold',
    words: '加粗',
    points: ({ look, tag }, { body }) => {
      if (tag || look.bold <= MOSTLY) return 0;
      return (look.bold > 0.9 ? 1.6 : 1) * (1 - Math.min(1, body.bold * 1.5));
    },
  },
  {
    name: 'partly-bold',
    words: '只有一部分加粗',
    points: ({ look, tag }) => when(look.bold > 0 && look.bold <= MOSTLY && !tag, -1),
  },
  {
    name: 'colored',
    words: '颜色与正文不同',
    points: ({ look }, { body }) => when(isColored(look, body), 0.7),
  },
  { name: 'pale', words: '颜色比正文淡', points: ({ look }, { body }) => when(isPale(look, body), -1) },
  {
    name: 'framed',
    words: '有自己的底色、竖条或边框',
    points: ({ look }) => {
      const kinds = new Set(look.frames.map(({ kind }) => kind));
      return kinds.has('band') || kinds.has('bar') || kinds.has('box') ? 1.6 : kinds.has('rule') ? 0.8 : 0;
    },
  },
  {
    name: 'centered',
    words: '居中，正文不居中',
    points: ({ look }, { body }) => when(look.center && body.center < 0.4, 0.6),
  },
  { name: 'right', words: '靠右', points: ({ look }) => when(look.right, -3) },
  {
    name: 'linked',
    words: '整行是链接',
    points: ({ look, below }) =>
      // A list of other articles has nothing between its lines.
      when(look.linked > 0.7, below.text >= 25 || below.things > 0 ? -0.5 : -2.5),
  },
  {
    name: 'plain',
    words: '样子与正文没有区别',
    points: ({ look, tag, number, text }, { body }) =>
      when(
        !tag &&
          !number &&
          look.bold <= MOSTLY &&
          ratioOf(look, body) < 1.05 &&
          !isColored(look, body) &&
          look.frames.length === 0,
        isSetApart(text) ? 0 : look.center && body.center < 0.2 ? -1.5 : -3.5,
      ),
  },

  // How it is numbered.
  {
    name: 'numbered',
    words: '有编号',
    points: ({ number }) => {
      switch (number?.kind) {
        case 'chapter':
        case 'han':
          return 2.6;
        case 'part':
        case 'padded':
          return 2.2;
        case 'parenHan':
          return 2.2;
        case 'named':
        case 'step':
          return 1.6;
        case 'digit':
        case 'decimal':
          return 1.2;
        case 'parenDigit':
          return 0.6;
        case 'question':
        case 'point':
          return 0.8;
        default:
          return 0;
      }
    },
  },

  {
    name: 'counted',
    words: '编号从一开始，一个接一个',
    points: ({ number }, _, { isCounted }) => when(number?.value !== undefined && isCounted, 0.6),
  },

  // How it reads.
  {
    name: 'length',
    words: '长短像标题',
    points: ({ length }) => when(length >= 3 && length <= 20, 0.5),
  },
  {
    name: 'long',
    words: '太长',
    points: ({ length, tag, number }) => {
      const loss = length > 60 ? -6 : length > 45 ? -3 : length > 34 ? -1.6 : length > 27 ? -0.6 : 0;
      return tag || (number && number.kind !== 'digit') ? loss / 2 : loss;
    },
  },
  {
    name: 'short',
    words: '太短',
    points: ({ length, tag, look, title }, _, { count }) =>
      length < 2
        ? -1.5
        : when(length < 3 && count < 2 && !tag && look.frames.length === 0 && !EDGE.test(title), -0.6),
  },
  { name: 'edge', words: '开头或结尾一节常用的名称', points: ({ title }) => when(EDGE.test(title), 1.2) },
  {
    name: 'sentences',
    words: '里面有完整的句子',
    points: ({ title }) => when(SENTENCE_INSIDE.test(title), -3),
  },
  {
    name: 'sentence',
    words: '以句号、分号或逗号结尾',
    points: ({ title, length, number }) => {
      // 公文 end some numbered headings so.
      if (/。$/.test(title) && length <= 20 && number && OFFICIAL.has(number.kind)) return -1;
      return /[。；;]$/.test(title) ? -2.2 : /[，,、]$/.test(title) ? -2.5 : 0;
    },
  },
  {
    name: 'colon',
    words: '以冒号结尾，后面是它的内容',
    points: ({ title, length }) => when(/[：:]$/.test(title), length > 12 ? -2 : -1),
  },
  { name: 'exclamation', words: '以感叹号结尾', points: ({ title }) => when(/[！!]$/.test(title), -1) },
  {
    name: 'lenticular',
    words: '写在【】里，或带着记号',
    points: ({ title, text }) => when(LENTICULAR.test(title) || isSetApart(text), 0.7),
  },
  {
    name: 'bracketed',
    words: '整行在括号里',
    points: ({ title }) => when(/^[（(〔][^）)]*[）)〕]$/.test(title), -2),
  },
  {
    name: 'clauses',
    words: '由几个分句组成',
    points: ({ title, length }) => when((title.match(/[，,]/g)?.length ?? 0) >= 2 && length > 20, -1.2),
  },

  // What it is of.
  { name: 'address', isOwn: true, words: '网址', points: ({ text }) => when(ADDRESS.test(text), NEVER) },
  { name: 'end', isOwn: true, words: '结束或分隔的记号', points: ({ text }) => when(isEnd(text), NEVER) },
  {
    name: 'promotion',
    isOwn: true,
    words: '往期推荐、关注等推广',
    points: ({ text, number }) =>
      when(PROMOTION.test(text), number && OFFICIAL.has(number.kind) ? -3 : NEVER),
  },
  {
    name: 'credit',
    isOwn: true,
    words: '署名、来源',
    points: ({ text, length }) => when(length <= CREDIT_LENGTH && CREDIT.test(text), NEVER),
  },
  {
    name: 'caption',
    isOwn: true,
    words: '图片或表格的说明',
    points: ({ text }) => when(CAPTION.test(text), -5),
  },
  {
    name: 'signed',
    isOwn: true,
    words: '日期、落款、附件',
    points: ({ text }) => when(SIGNED.test(text), -6),
  },
  { name: 'timed', isOwn: true, words: '时间', points: ({ text }) => when(TIMED.test(text), -3) },
  {
    name: 'speaker',
    isOwn: true,
    words: '谈话中的一句',
    points: ({ text, tag }) => when(!tag && SPEAKER.test(text), -2.5),
  },
  { name: 'greeting', isOwn: true, words: '称呼', points: ({ text }) => when(GREETING.test(text), -4) },
  {
    name: 'references',
    isOwn: true,
    words: '参考资料',
    points: ({ text }) => when(REFERENCES.test(text), -3),
  },
  {
    name: 'title',
    isOwn: true,
    words: '与文章标题相同',
    points: ({ text }, { title }) => {
      if (title === '') return 0;
      const [own, whole] = [bare(text), bare(title)];
      if (own === '' || !whole.includes(own)) return 0;
      return own === whole ? NEVER : when(own.length >= 8, -4);
    },
  },
  {
    name: 'repeated',
    isOwn: true,
    words: '同样的话出现了几次',
    points: ({ text, tag, number }, { repeated }) => when(!tag && !number && repeated.has(text), -4),
  },

  // Where it stands.
  {
    name: 'leads',
    words: '下面是正文',
    points: ({ below }) => (below.text >= 25 || below.things > 0 ? 0.7 : 0),
  },
  {
    name: 'leads-to-nothing',
    words: '下面没有内容',
    points: ({ below, at, blocks }, article, { isCounted }) =>
      below.text < 2 && below.things === 0
        ? -2.5
        : below.text < APART && below.things === 0
          ? -0.4
          : !isCounted && at + blocks > article.end && below.text < 60
            ? -1.5
            : 0,
  },
  {
    name: 'caption-place',
    words: '紧跟在图片后面，像图片说明',
    points: ({ before, look, tag, number }, { body }, { count }) => {
      if (number || look.frames.length > 0) return 0;
      const isBelow = before?.type === 'image' || before?.type === 'gallery';
      if (tag) return when(isBelow && count <= 1, -1.5);
      const ratio = ratioOf(look, body);
      const isSet = ratio >= 1.05 || (ratio >= 0.97 && look.bold > 0.9 && !isPale(look, body));
      return when(isBelow && !isSet, -2);
    },
  },
  {
    name: 'table-title',
    words: '像下面表格的标题',
    points: ({ after, tag, number, look }) =>
      when(!tag && !number && after?.type === 'table' && look.frames.length === 0, -1.6),
  },
  {
    name: 'tail',
    words: '在正文之后',
    points: ({ at }, { end }, { isCounted }) => when(at > end && !isCounted, -3),
  },

  // What it has in common with others.
  {
    name: 'ornaments',
    words: '夹在装饰的记号之间',
    points: ({ before, after }) => when(isOrnament(before) && isOrnament(after), 1.5),
  },

  // What the article's other headings are.
  {
    name: 'as-numbered',
    isLate: true,
    words: '样子与有编号的标题一样',
    points: ({ at, number, title }, _, { hasNumberedTwin, row }) =>
      // Before the first number and behind the last: within them it is emphasis.
      when(!number && hasNumberedTwin && (EDGE.test(title) || at < row[0] || at > row[1]), 2.2),
  },
  {
    name: 'nested',
    isLate: true,
    words: '编号接在上一级编号之下',
    points: (_, __, { hasOuter }) => when(hasOuter, 0.8),
  },
  {
    name: 'continues',
    isLate: true,
    words: '接着前后的编号',
    isOwn: true,
    points: (line, _, { gaps }) => when(gaps.has(line), 3),
  },
  {
    name: 'untagged',
    isLate: true,
    words: '别处用了标题样式，这一行没有',
    points: ({ tag }, _, { hasTagged }) => when(!tag && hasTagged, -1.2),
  },
  {
    name: 'recurs',
    words: '同样的样子出现多次，中间隔着正文',
    points: (_, __, { count, apart }) => (count >= 3 ? 1.4 : count === 2 ? 0.7 : 0) * apart,
  },
  {
    name: 'alone',
    isLate: true,
    words: '这种样子只有一处',
    points: ({ tag, number }, _, { count, hasNumberedTwin }) =>
      when(
        count <= 1 && !hasNumberedTwin && number?.kind !== 'han' && number?.kind !== 'chapter',
        tag ? -1 : -1.4,
      ),
  },
  {
    name: 'crowded',
    words: '同样的样子一行接一行',
    points: (_, __, { count, apart }) => when(count >= 2, -3 * (1 - apart)),
  },
  {
    name: 'everywhere',
    words: '大半篇文章都是这种样子',
    // A row of numbered lines is as long as they are.
    points: (_, __, { share, isCounted }) => (isCounted ? 0 : share > 0.5 ? -4 : share > 0.3 ? -2 : 0),
  },
];

export const EARLY: readonly Rule[] = ALL.filter(({ isLate }) => !isLate);
export const OWN: readonly Rule[] = ALL.filter(({ isOwn, isLate }) => isOwn && !isLate);
export const LATE: readonly Rule[] = ALL.filter(({ isLate }) => isLate);

const isOrnament = (block: Block | undefined): boolean =>
  block?.type === 'divider' || (block?.type === 'paragraph' && isEnd(plain(block.inlines)));

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]+/gu, '');
