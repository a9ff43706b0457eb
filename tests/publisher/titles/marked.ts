import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CardContent,
  type CardContext,
  drawChatCard,
  drawPoster,
  drawQuoteCard,
  drawSquareCard,
} from '../../../src/domain/cards';
import { COLUMN } from '../../../src/domain/share';
import { recorder } from '../../fixtures/cards/recorder';

/** A title whose words an editor has marked. */
export interface Marked {
  title: string;
  /** Where its words end, in characters that are no space. */
  ends: ReadonlySet<number>;
}

const dense = (text: string): string => text.replace(/\s/g, '');

/** The titles of a file: one a line, words parted by `/`; lines that begin with `# ` are remarks. */
export function markedTitles(name: string): Marked[] {
  const file = path.join('tests/fixtures/publisher', name);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const words = line.split('/');
      const ends = new Set<number>();
      let at = 0;
      for (const word of words) {
        at += dense(word).length;
        ends.add(at);
      }
      return { title: words.join(''), ends };
    });
}

const COVER = { image: {}, width: 900, height: 383 };
type Draw = (ctx: CardContext, content: CardContent) => void;
/** Every layout that a title is drawn in. */
export const LAYOUTS: readonly { name: string; draw: Draw; cover: CardContent['cover'] }[] = [
  { name: 'chat', draw: drawChatCard, cover: COVER },
  { name: 'chat without cover', draw: drawChatCard, cover: null },
  { name: 'square', draw: drawSquareCard, cover: COVER },
  { name: 'square without cover', draw: drawSquareCard, cover: null },
  { name: 'poster', draw: drawPoster, cover: COVER },
  { name: 'poster without cover', draw: drawPoster, cover: null },
  { name: 'quote', draw: drawQuoteCard, cover: null },
];

/** The lines of a title in a layout. */
export function linesOf(
  { draw, cover }: (typeof LAYOUTS)[number],
  headline: string,
  breaks: readonly number[] | undefined,
): string[] {
  const { ctx, texts } = recorder();
  const rest = { city: null, day: '2026-11-18', time: '20:10', cover, excerpt: '', quote: '' };
  draw(ctx, { ...rest, headline, breaks });
  return texts
    .filter(
      ({ color, bold, align, text }) =>
        color === '#FFFFFF' && bold && align === 'left' && text !== COLUMN.name,
    )
    .map(({ text }) => text);
}

export interface Torn {
  /** Line breaks in all layouts, and those of them inside a word. */
  breaks: number;
  inside: number;
  /** `layout: line／line` of those. */
  where: string[];
}

/** Draws titles in every layout and counts the line breaks, and those inside a word. */
export function torn(
  titles: readonly Marked[],
  breaksOf: (title: string) => readonly number[] | undefined,
): Torn {
  const found: Torn = { breaks: 0, inside: 0, where: [] };
  for (const { title, ends } of titles) {
    const breaks = breaksOf(title);
    for (const layout of LAYOUTS) {
      const lines = linesOf(layout, title, breaks);
      if (dense(lines.join('')).length !== dense(title).length) throw new Error(`not whole: ${title}`);
      let at = 0;
      for (const [number, line] of lines.slice(0, -1).entries()) {
        at += dense(line).length;
        found.breaks += 1;
        if (ends.has(at)) continue;
        found.inside += 1;
        found.where.push(`${layout.name}: ${line}／${lines[number + 1]}`);
      }
    }
  }
  return found;
}
