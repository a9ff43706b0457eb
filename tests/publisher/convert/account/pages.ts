import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Block } from '../../../../src/feed';
import { convertBody } from '../../../../src/publisher/convert';
import { type Element, isElement, type Parent } from '../../../../src/publisher/html/dom';
import { element, textToHtml } from '../../../../src/publisher/html/element';
import { webUrl } from '../../../../src/publisher/html/url';
import { readSource, reducePage } from '../../../../src/publisher/source/raw';
import type { Body, Reading, ResolvePicture } from '../../../../src/publisher/source/types';
import type { Chromium } from './chromium';
import type { Sight } from './collect';
import type { Told } from './sum';

/** What the converter made of a body, and what it said of it on the way. */
export interface Conversion {
  blocks: Block[];
  told: Told[];
  /** How many of each kind the report counts. */
  dropped: Record<string, number>;
}

/** Converts a body, writing down what is said of every visible thing. */
export function told(body: Body, picture: ResolvePicture = webUrl, url?: string): Conversion {
  // The pictures of a picture post stand in its data, before its words.
  const all: Told[] =
    body.form === 'pictures'
      ? body.pictures.map(({ src }) => ({ thing: 'picture', fate: 'kept', value: src }))
      : [];
  const dropped: Record<string, number> = {};
  const { blocks } = convertBody(body, {
    url,
    picture,
    drop: (kind) => {
      dropped[kind] = (dropped[kind] ?? 0) + 1;
    },
    note: (thing, fate, value) => all.push({ thing, fate, value }),
  });
  return { blocks, told: all, dropped };
}

/** The saved pages below a folder, by their names in it. */
export function pagesIn(folder: string): { name: string; file: string }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const file = path.join(folder, entry);
      if (statSync(file).isDirectory())
        return pagesIn(file).map((one) => ({ ...one, name: `${entry}/${one.name}` }));
      return entry.endsWith('.html') ? [{ name: entry, file }] : [];
    });
}

/** Reads a saved page as the publisher does. */
export function readingOf(file: string): Reading {
  const text = reducePage(readFileSync(file, 'utf8'));
  const [reading] = readSource({ form: 'page', name: path.basename(file), text, files: {} });
  if (!reading) throw new Error(`${file}: nothing was read`);
  return reading;
}

/** What Chromium shows of the body of a page; null where there is none. */
export async function sightOf(chromium: Chromium, file: string, body: Body): Promise<Sight | null> {
  if (body.form === 'title') return null;
  const markup = markupOf(body);
  return typeof markup === 'string'
    ? (await chromium.ofBodies([markup]))[0]!
    : chromium.ofPage(readFileSync(file, 'utf8'), pathOf(markup));
}

/** A body as markup, or where it is in its page. What stands in a page's data is put there by the page's script alone. */
function markupOf(body: Exclude<Body, { form: 'title' }>): string | Parent {
  if (body.form === 'html') return body.html;
  if (body.form === 'text') return body.lines.map((line) => `<p>${textToHtml(line)}</p>`).join('');
  if (typeof body.text !== 'string') return body.text;
  const pictures = body.form === 'pictures' ? body.pictures : [];
  return (
    pictures.map(({ src }) => element('img', { 'data-src': src })).join('') +
    body.text.replace(/\r\n|\r|\n/g, '<br>')
  );
}

/** The place of a node in its page, from which the publisher has cut scripts and styles. */
function pathOf(node: Parent): number[] {
  const parent = (node as Partial<Element>).parentNode;
  if (!parent) return [];
  return [...pathOf(parent), parent.childNodes.filter(isElement).indexOf(node as Element)];
}
