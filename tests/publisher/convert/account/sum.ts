import { allBlocks, drawingsIn, inlinesOf, picturesIn } from '../../../../src/domain/blocks';
import { blockTexts } from '../../../../src/domain/text';
import type { Block } from '../../../../src/feed';
import type { Fate, Thing } from '../../../../src/publisher/fates';
import { descendants } from '../../../../src/publisher/html/dom';
import { parseBody } from '../../../../src/publisher/html/parser';
import { linkUrl, webUrl } from '../../../../src/publisher/html/url';
import type { Body } from '../../../../src/publisher/source/types';
import type { Shown, Sight } from './collect';

/** What the converter said of a visible thing. */
export interface Told {
  thing: Thing;
  fate: Fate;
  value: string;
}

/** Characters that a message shows on either side of a difference. */
const AROUND = 40;

/**
 * White space, and what clean.ts takes out or shortens wherever it stands: how much of that there is says nothing of
 * whether a text was lost. Letters of scripts that are heaped up are compared by what carries them.
 */
const UNCOMPARED =
  /[\s\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u0e33\u0eb3\u1100-\u11ff\uff9e\uff9f]/gu;

/** A text as it is compared. */
export const bare = (text: string): string => text.replace(UNCOMPARED, '');

/** The first difference between what Chromium shows and what the converter said of it, in words; null where there is none. */
export function difference(sight: Sight, told: readonly Told[]): string | null {
  const of = (thing: Thing) => told.filter((one) => one.thing === thing);
  return (
    textDifference(sight.text, of('text')) ??
    thingDifference('picture', sight.pictures, of('picture')) ??
    thingDifference('link', sight.links, of('link')) ??
    thingDifference('drawing', sight.drawings, of('drawing')) ??
    untold(sight, told)
  );
}

/**
 * Where a text parts from its pieces, with what stands around the place. A piece that is shown only once it is revealed
 * may stand there or not, so that there may be several places to go on from.
 */
function textDifference(shown: string, pieces: readonly Told[]): string | null {
  const right = bare(shown);
  let places = new Set([0]);
  for (const [index, { fate, value }] of pieces.entries()) {
    const text = bare(value);
    const next = new Set(fate === 'revealed' ? places : []);
    for (const place of places) if (right.startsWith(text, place)) next.add(place + text.length);
    if (next.size === 0) return parted(right, Math.max(...places), pieces.slice(index), fate);
    places = next;
  }
  return places.has(right.length) ? null : parted(right, Math.max(...places), [], 'not there');
}

/** Says where a text goes on otherwise than what is told of it from a place on. */
function parted(right: string, place: number, pieces: readonly Told[], fate: string): string {
  const rest = bare(pieces.map(({ value }) => value).join(''));
  let same = 0;
  while (same < rest.length && rest[same] === right[place + same]) same += 1;
  const at = place + same;
  const before = right.slice(Math.max(0, at - AROUND), at);
  return [
    `text differs at its character ${at}, in a piece that is ${fate}:`,
    `  Chromium shows …${before}【${right.slice(at, at + AROUND)}】…`,
    `  told of        …${before}【${rest.slice(same, same + AROUND)}】…`,
  ].join('\n');
}

const isMarkup = (value: string) => value.startsWith('<');
const tagOf = (markup: string) => /^<([\w-]+)/.exec(markup)?.[1] ?? '';

function isCalled({ names }: Shown, { thing, value }: Told): boolean {
  if (thing === 'drawing' && isMarkup(value)) return names.includes(tagOf(value)) || tagOf(value) === 'embed';
  const addressOf = thing === 'link' ? linkUrl : webUrl;
  const same = (name: string) =>
    name === value.trim() || (addressOf(name) !== null && addressOf(name) === addressOf(value));
  return names.some(same) || (names.length === 0 && value.trim() === '');
}

function thingDifference(thing: Thing, shown: readonly Shown[], told: readonly Told[]): string | null {
  let at = 0;
  for (const one of told) {
    let to = at;
    while (to < shown.length && shown[to]!.optional && !isCalled(shown[to]!, one)) to += 1;
    const next = shown[to];
    if (next && isCalled(next, one)) at = to + 1;
    else if (one.fate !== 'revealed')
      return `${thing} ${one.value} is ${one.fate} where Chromium shows ${next?.markup ?? 'no more of them'}`;
  }
  const missed = shown.slice(at).find(({ optional }) => !optional);
  return missed ? `nothing is told of the ${thing} ${missed.markup}` : null;
}

/** What is either a picture or a drawing is to be told of as one of the two. */
function untold({ pictures }: Sight, told: readonly Told[]): string | null {
  const missed = pictures.find(
    (one) => one.either && !told.some((other) => other.thing !== 'link' && isCalled(one, other)),
  );
  return missed ? `nothing is told of ${missed.markup}` : null;
}

/** How often each character stands in a text. */
function counted(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of text) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}

/** The characters of a text that another one has less often, in order. */
function lacking(text: string, other: string): string {
  const left = counted(other);
  return [...text]
    .filter((one) => {
      const many = left.get(one) ?? 0;
      left.set(one, many - 1);
      return many <= 0;
    })
    .join('');
}

/** The words of a page that stand in its blocks without being text of the page: titles of players and cards, names of emoji. */
function addedWords(blocks: readonly Block[]): string {
  return allBlocks(blocks)
    .flatMap((block) => {
      switch (block.type) {
        case 'video':
        case 'audio':
        case 'card':
        case 'unsupported':
          return blockTexts([block]);
        default:
          return inlinesOf(block).flatMap(({ drawing, text }) => (drawing ? [text] : []));
      }
    })
    .join('');
}

/** In which blocks nothing stands elsewhere than in the page: cells and figures move what stands in them. */
const isInOrder = (blocks: readonly Block[]): boolean =>
  allBlocks(blocks).every(
    (block) =>
      ['heading', 'paragraph', 'quote', 'list', 'code', 'divider', 'image'].includes(block.type) &&
      !(block.type === 'image' && block.caption) &&
      inlinesOf(block).every(({ drawing }) => !drawing),
  );

/**
 * Whether what is said to be kept stands in the blocks: every character, picture and link, and nothing that is not said
 * to be kept. The first that does not, in words.
 * @param body some of its attributes may be written out as text
 */
export function missing(blocks: readonly Block[], told: readonly Told[], body?: Body): string | null {
  const added = spoken(body);
  const kept = (thing: Thing) => told.filter((one) => one.thing === thing && isKept(one));
  const words = bare(
    kept('text')
      .map(({ value }) => value)
      .join(''),
  );
  const stands = bare(blockTexts(blocks).join(''));
  const lost = lacking(words, stands);
  if (lost) return `kept, but in no block: ${lost}`;
  const more = lacking(stands, words + bare(addedWords(blocks) + added) + READINGS.repeat(stands.length));
  if (more) return `in the blocks, but not kept: ${more}`;
  if (isInOrder(blocks) && without(words) !== without(stands))
    return `kept in another order: ${words}\n  than it has in the blocks: ${stands}`;
  return (
    missingOnes(
      'picture',
      kept('picture'),
      allBlocks(blocks).flatMap((block) => picturesIn(block).map(({ src }) => src)),
      allBlocks(blocks).flatMap((block) => drawingsIn(block).map(({ src }) => src)),
    ) ?? missingOnes('link', kept('link'), linksIn(blocks))
  );
}

/** What of the attributes in a body a converter may write out in place of what it cannot show. */
function spoken(body: Body | undefined): string {
  if (body?.form !== 'html') return '';
  const root = typeof body.html === 'string' ? parseBody(body.html) : body.html;
  return [...descendants(root)].flatMap(({ attrs }) => attrs.map(({ value }) => value)).join('');
}

/** What is revealed is kept as well. */
const isKept = ({ fate }: Told) => fate === 'kept' || fate === 'revealed';

/** What is set around a reading: 莘（shēn）县. */
const READINGS = '（）';
const without = (text: string) => text.replace(/[（）]/g, '');

/** Every address that the blocks lead to. */
const linksIn = (blocks: readonly Block[]): string[] =>
  allBlocks(blocks).flatMap((block) => [
    ...inlinesOf(block).flatMap(({ href }) => href ?? []),
    ...picturesIn(block).flatMap(({ href }) => href ?? []),
    ...('url' in block && block.url ? [block.url] : []),
  ]);

/**
 * @param also where such a thing may stand as well, without having to be told of by its address
 */
function missingOnes(
  thing: Thing,
  kept: readonly Told[],
  stands: readonly string[],
  also: readonly string[] = [],
): string | null {
  const address = (value: string) => webUrl(value) ?? value;
  const known = new Set([...stands, ...also].map(address));
  const lost = kept.find(({ value }) => !known.has(address(value)));
  if (lost) return `the ${thing} ${lost.value} is kept, but in no block`;
  const said = new Set(kept.map(({ value }) => address(value)));
  const more = thing === 'picture' ? stands.find((one) => !said.has(address(one))) : undefined;
  return more ? `the ${thing} ${more} is in the blocks, but not kept` : null;
}
