import { pixels, readLength } from './length';

/*
 * How an element lies among its neighbours, as far as its own style says: on lines of its own, in the line around it, or
 * as one of several boxes side by side. It decides which words are one sentence, and which are two that only stand beside
 * each other: templates build lines of `section`, and tables of `span`.
 */

export interface Layout {
  /** Undefined: as its name says. */
  line: 'block' | 'inline' | undefined;
  /** Stands in a line, and apart from its neighbours on this side. */
  before: boolean;
  after: boolean;
  /** A box in a line, as a letter is. */
  atomic: boolean;
  /** A box whose width is its own, not that of its words: a column, where several stand side by side. */
  box: boolean;
  /** Its share of the width of the line; 0 where it states none. */
  share: number;
  /** Whether they go on in a further row where one is full. */
  wraps: boolean;
  /** How many of its children stand side by side: 0 where they do not, `Infinity` where all do. */
  columns: number;
}

/** By value of `display`. What CSS has besides (`contents`, `ruby`, `run-in`) lies as its children do. */
const LINES: Readonly<Record<string, 'block' | 'inline'>> = {
  block: 'block',
  flex: 'block',
  grid: 'block',
  table: 'block',
  'table-row': 'block',
  'table-row-group': 'block',
  'table-header-group': 'block',
  'table-footer-group': 'block',
  'table-caption': 'block',
  'list-item': 'block',
  'flow-root': 'block',
  '-webkit-box': 'block',
  '-webkit-flex': 'block',
  '-ms-flexbox': 'block',
  inline: 'inline',
  initial: 'inline',
  contents: 'inline',
  'inline-block': 'inline',
  'inline-flex': 'inline',
  'inline-grid': 'inline',
  'inline-table': 'inline',
  '-webkit-inline-box': 'inline',
  '-webkit-inline-flex': 'inline',
  'table-cell': 'inline',
};

/** A space as wide as half a character is one that a reader sees, in pixels. */
const SEEN = 8;
const NARROWEST = 320;
/** Widths that are those of the words in it. */
const OWN_WIDTH = /^(?:auto|(?:fit|min|max)-content|-webkit-[a-z-]+|inherit|initial|unset|none|0\w*)$/i;
/** What is as wide as this share of the line has the line to itself. */
const WHOLE_LINE = 0.85;

/** What the declarations of an element say of its place. */
export function readLayout(style: ReadonlyMap<string, string>): Layout {
  const display = style.get('display')?.toLowerCase() ?? '';
  const float = /^(?:left|right)$/i.test(style.get('float') ?? '');
  const width = [style.get('width'), style.get('min-width')].find(
    (one) => one !== undefined && !OWN_WIDTH.test(one),
  );
  const length = readLength(width);
  const share = width?.endsWith('%') && length ? length.amount : 0;
  const atomic = display.startsWith('inline-') || display === 'table-cell' || float;
  const isWide = atomic && share >= WHOLE_LINE;
  const line = isWide ? 'block' : float ? 'inline' : LINES[display];
  const box = atomic && !isWide && (display === 'table-cell' || float || width !== undefined);
  return {
    line,
    before: box || gapOn('left', style),
    after: box || gapOn('right', style),
    atomic: atomic && !isWide,
    box,
    share,
    wraps: /wrap/i.test(
      `${style.get('flex-wrap') ?? ''} ${style.get('flex-flow') ?? ''}`.replace(/nowrap/gi, ''),
    ),
    columns: columnsOf(display, style),
  };
}

/** Whether margin and padding on a side keep what is beside it at a distance. */
function gapOn(side: 'left' | 'right', style: ReadonlyMap<string, string>): boolean {
  let sum = 0;
  for (const name of ['margin', 'padding']) {
    const parts = style.get(name)?.split(/\s+/) ?? [];
    const short = side === 'right' ? parts[1] : (parts[3] ?? parts[1]);
    const text = style.get(`${name}-${side}`) ?? short ?? parts[0];
    const value = readLength(text);
    // Shares are of the line's width, on the narrowest of phones.
    if (value) sum += pixels(value, text!.endsWith('%') ? NARROWEST : 16);
  }
  return sum >= SEEN;
}

function columnsOf(display: string, style: ReadonlyMap<string, string>): number {
  // So a text is cut after some lines: it flows as any other.
  if (/^-webkit-(?:inline-)?box$/.test(display) && /vertical/i.test(style.get('-webkit-box-orient') ?? ''))
    return 0;
  if (/^(?:-webkit-|-ms-)?(?:inline-)?(?:flex|box|flexbox|inline-box)$/.test(display)) {
    const direction = `${style.get('flex-direction') ?? ''} ${style.get('flex-flow') ?? ''}`;
    return /column/i.test(direction) ? 1 : Number.POSITIVE_INFINITY;
  }
  if (display === 'table-row') return Number.POSITIVE_INFINITY;
  return display === 'grid' || display === 'inline-grid' ? tracksOf(style.get('grid-template-columns')) : 0;
}

/** How many columns a template of a grid names: one where it names none. */
function tracksOf(template: string | undefined): number {
  const flat = (template ?? '').replace(/\[[^\]]*\]/g, ' ');
  const repeated = /^\s*repeat\(\s*(\d{1,2})\s*,/i.exec(flat);
  if (repeated) return Math.max(1, Number(repeated[1]));
  const tracks = flat
    .replace(/\([^()]*\)/g, '')
    .trim()
    .split(/\s+/)
    .filter((one) => one !== '' && !/^(?:none|auto-fill|auto-fit|subgrid)$/i.test(one));
  return Math.max(1, tracks.length);
}
