import { mapPictures } from '../../src/domain/blocks';
import type { Block } from '../../src/feed';
import { DRAWN, DRAWN_PICTURE, isDrawn } from '../../src/publisher/drawn';

const ELEMENTS =
  'svg g path rect circle ellipse line polyline polygon defs clipPath linearGradient radialGradient stop'.split(
    ' ',
  );
const ATTRIBUTES = new Set(
  `xmlns width height viewBox preserveAspectRatio x y d points transform rx ry cx cy r x1 y1 x2 y2 fx fy offset opacity
   fill-opacity stroke-opacity stop-opacity stroke-width stroke-miterlimit stroke-dashoffset stroke-dasharray fill-rule
   clip-rule stroke-linecap stroke-linejoin gradientUnits gradientTransform spreadMethod clipPathUnits fill stroke
   stop-color clip-path id`.split(/\s+/),
);
const TAG = /<(\/?)([a-zA-Z]+)((?: [a-zA-Z\d-]+="[^"<>&]*")*)(\/?)>/g;

/** What is wrong with SVG that is to be rendered: anything but shapes, their looks and names of our own. */
export function faultsOf(svg: string): string[] {
  const faults: string[] = [];
  const rest = svg.replace(TAG, (_, isEnd: string, name: string, attributes: string) => {
    if (!ELEMENTS.includes(name)) faults.push(name);
    if (isEnd && attributes) faults.push(attributes);
    for (const [, key, value] of attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)) {
      if (!ATTRIBUTES.has(key!)) faults.push(key!);
      const isName = key === 'xmlns' ? value === 'http://www.w3.org/2000/svg' : !/[:;&]/.test(value!);
      if (!isName || /url|javascript/i.test(value!.replace(/^url\(#d\d+\)$/, '')))
        faults.push(`${key}=${value}`);
    }
    return '';
  });
  return rest === '' ? faults : [...faults, rest];
}

/** The SVG of an address that is a drawing; null for another one. */
export const markupIn = (src: string): string | null =>
  isDrawn(src) ? src.slice((src.startsWith(DRAWN) ? DRAWN : DRAWN_PICTURE).length) : null;

const RENDERED = 'https://pictures.example.com/drawn.webp';

/** Blocks as they are when their drawings were rendered. */
export function rendered(blocks: Block[]): Block[] {
  const file = (src: string) => (isDrawn(src) ? RENDERED : src);
  return mapPictures(blocks, {
    picture: (one) => (isDrawn(one.src) ? { ...one, src: file(one.src) } : one),
    cover: (src) => src,
    drawing: (one) => (isDrawn(one.src) ? { ...one, src: file(one.src), h: one.h || 1 } : one),
  });
}
