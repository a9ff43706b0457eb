import { plain } from '../../../../src/domain/text';
import type { Block, BlockOf, Inline, Picture } from '../../../../src/feed';

/*
 * Blocks as lines of text, for expectations that are read: what stands in an article, in order, without what no reader
 * sees. The notation is described by example in the `*.expect.md` of tests/fixtures/publisher/account.
 */

/** The outline of some blocks, one line a paragraph, what stands inside of something two spaces further in. */
export function outline(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => linesOf(block));
}

const inside = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const labelled = (label: string, text: string | undefined) => (text ? `${label}: ${text}` : label);

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [`heading ${block.level}: ${words(block.inlines)}`];
    case 'paragraph':
      return [`${block.lead ? 'lead ' : ''}paragraph: ${words(block.inlines)}`];
    case 'quote':
      return ['quote', ...inside(outline(block.blocks))];
    case 'list':
      return ['list', ...inside(itemsOf(block))];
    case 'table':
      return [
        block.head ? 'table head' : 'table',
        ...inside([
          ...(block.caption ? [block.caption] : []),
          ...block.rows.map((row) => `| ${row.map(({ inlines }) => words(inlines)).join(' | ')} |`),
        ]),
      ];
    case 'code':
      return [block.lang ? `code ${block.lang}:` : 'code:', ...inside(block.text.split('\n'))];
    case 'image':
      return pictureLines('image ', block);
    case 'gallery':
      return ['gallery', ...inside(block.images.flatMap((one) => pictureLines('', one)))];
    case 'video':
    case 'audio': {
      const cover = block.type === 'video' && block.cover ? ` (cover ${nameOf(block.cover)})` : '';
      return [`${block.type}${block.title ? ` ${block.title}` : ''}${cover} → ${block.url}`];
    }
    case 'card': {
      const to = [block.url, block.appId, block.path].filter(Boolean).join(' ');
      return [
        `card ${block.kind} ${[block.title, block.text].filter(Boolean).join(' · ')}${to && ` → ${to}`}`,
      ];
    }
    case 'divider':
      return ['divider'];
    case 'unsupported':
      return [labelled(`unsupported ${block.what}`, block.text)];
  }
}

/** The items of a list behind the marks that a reader sees. */
function itemsOf({ items, ordered, start = 1, marks }: BlockOf<'list'>): string[] {
  return items.flatMap((blocks, index) => {
    const mark = marks ? marks[index] || '(none)' : ordered ? `${start + index}.` : '•';
    const [first = '', ...rest] = outline(blocks);
    return [`${mark} ${first.replace(/^paragraph: /, '')}`, ...inside(rest)];
  });
}

const pictureLines = (label: string, { src, href, caption }: Picture): string[] => [
  `${label}${nameOf(src)}${href ? ` → ${href}` : ''}`,
  ...(caption ? [`  ${caption}`] : []),
];

/** The name that a picture of WeChat has in its address. */
const nameOf = (src: string): string => /\/mmbiz_\w+\/(\w+)\//.exec(src)?.[1] ?? src;

/** Text as it is read: `[words](link)`, `{marks|words}`, `⟨drawing⟩`, `⏎` for a line break. */
function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      const text = inline.drawing ? '⟨drawing⟩' : plain([inline]).replaceAll('\n', '⏎');
      const linked = inline.href ? `[${text}](${inline.href})` : text;
      return inline.marks ? `{${inline.marks.join(' ')}|${linked}}` : linked;
    })
    .join('');
}
