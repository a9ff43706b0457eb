import { type ArticleDocument, type Block, type Inline, paths } from '../../src/feed';
import { document } from './feed';

/** Real words of an official article, cut anywhere: what is measured is how much of them there is. */
const WORDS =
  '全省交通运输系统把保障群众安全便捷出行放在首位，对跨海桥梁、山区公路和港口航道逐一排查，发现的问题当天登记、当天派单、限时办结，并把处置结果向社会公开，接受群众监督和评议。';

const words = (from: number, length: number) =>
  Array.from({ length }, (_, k) => WORDS[(from + k) % WORDS.length]).join('');

/** A paragraph of 42 characters with five marked runs. */
function marked(n: number): Block {
  const inlines: Inline[] = Array.from({ length: 5 }, (_, k): Inline[] => [
    { text: words(n * 7 + k * 8, 5), marks: [k % 2 ? 'accent' : 'strong'] },
    { text: words(n * 7 + k * 8 + 5, 3) },
  ]).flat();
  return { type: 'paragraph', inlines: [...inlines, { text: `第${n}段` }] };
}

const picture = (n: number): Block => ({
  type: 'image',
  src: paths.image(`${String(n).padStart(12, '0')}-1080.webp`),
  w: 1080,
  h: 608 + (n % 7) * 40,
  color: '#d0d7d2',
  alt: '',
  variants: [720, 1080].map((w) => ({ src: paths.image(`${String(n).padStart(12, '0')}-${w}.webp`), w })),
});

/**
 * What 260 KB of a rich editor's HTML come to: 160 paragraphs with 800 marked runs (20 KB of text), 50
 * pictures, ten headings.
 */
export function heavyArticle(n: number): ArticleDocument {
  const blocks: Block[] = [];
  for (let k = 0; k < 160; k += 1) {
    if (k % 16 === 0)
      blocks.push({
        type: 'heading',
        id: `s${k / 16 + 1}`,
        level: 1,
        inlines: [{ text: `${k / 16 + 1}、${words(k, 10)}` }],
      });
    blocks.push(marked(k));
    if (k % 16 < 5) blocks.push(picture(k));
  }
  return article(n, blocks);
}

/** Five thousand blocks: a heading, then 49 paragraphs of 20 to 119 characters, a hundred times. */
export function endlessArticle(n: number, count = 5000): ArticleDocument {
  return article(
    n,
    Array.from({ length: count }, (_, k): Block => {
      if (k % 50 === 0)
        return {
          type: 'heading',
          id: `s${k / 50 + 1}`,
          level: 1,
          inlines: [{ text: `第 ${k / 50 + 1} 部分` }],
        };
      return { type: 'paragraph', inlines: [{ text: `${k}。${words(k, 20 + ((k * 37) % 100))}` }] };
    }),
  );
}

function article(n: number, blocks: Block[]): ArticleDocument {
  const contents = blocks.flatMap((block) =>
    block.type === 'heading'
      ? [{ id: block.id, level: block.level, text: block.inlines.map((one) => one.text).join('') }]
      : [],
  );
  return document(n, { blocks, contents, minutes: 17, url: 'https://mp.weixin.qq.com/s/long' });
}
