import { BUILTIN_TAGS } from './tags';

export interface TagUse {
  name: string;
  attributes: string[];
  line: number;
}

export interface ScannedTemplate {
  /** The source with built-in tags renamed to `wx-*`; lines stay where they were. */
  source: string;
  tags: TagUse[];
}

/** Attributes that are the template language's, not the component's. */
const LANGUAGE =
  /^(bind|catch|capture-|mut-bind|wx:|data-|mark:|model:|change:|generic:|worklet:|id$|class$|style$|slot$)/;
const NAME = /[A-Za-z0-9_\-.:]/;

/**
 * One pass over a template: finds its tags and renames the built-in ones. It knows comments, `<wxs>` bodies, quoted
 * values and `{{ }}`, which is why it is no regular expression: an expression may well hold `a<view`.
 */
export function scanTemplate(wxml: string): ScannedTemplate {
  const tags: TagUse[] = [];
  const out: string[] = [];
  let copied = 0;
  let at = 0;
  const skipPast = (text: string): void => {
    const found = wxml.indexOf(text, at);
    at = found < 0 ? wxml.length : found + text.length;
  };
  const readName = (): string => {
    const start = at;
    while (at < wxml.length && NAME.test(wxml.charAt(at))) at += 1;
    return wxml.slice(start, at);
  };
  while (at < wxml.length) {
    if (wxml.startsWith('<!--', at)) skipPast('-->');
    else if (wxml.startsWith('{{', at)) skipPast('}}');
    else if (wxml.charAt(at) !== '<') at += 1;
    else {
      at += 1;
      const closing = wxml.charAt(at) === '/';
      if (closing) at += 1;
      const start = at;
      const name = readName();
      if (!name) continue;
      if (BUILTIN_TAGS.has(name)) {
        out.push(wxml.slice(copied, start), 'wx-');
        copied = start;
      }
      if (closing) continue;
      const use: TagUse = { name, attributes: [], line: wxml.slice(0, start).split('\n').length };
      tags.push(use);
      const selfClosed = readAttributes(use);
      if (name === 'wxs' && !selfClosed) skipPast('</wxs>');
    }
  }
  out.push(wxml.slice(copied));
  return { source: out.join(''), tags };

  function readAttributes(use: TagUse): boolean {
    while (at < wxml.length && wxml.charAt(at) !== '>') {
      if (wxml.startsWith('/>', at)) {
        at += 2;
        return true;
      }
      const attribute = readName();
      if (!attribute) {
        at += 1;
        continue;
      }
      if (!LANGUAGE.test(attribute)) use.attributes.push(attribute);
      else if (attribute.startsWith('model:')) use.attributes.push(attribute.slice(6));
      while (/\s/.test(wxml.charAt(at))) at += 1;
      if (wxml.charAt(at) !== '=') continue;
      at += 1;
      while (/\s/.test(wxml.charAt(at))) at += 1;
      const quote = wxml.charAt(at);
      if (quote === '"' || quote === "'") {
        at += 1;
        skipPast(quote);
      } else if (wxml.startsWith('{{', at)) skipPast('}}');
    }
    at += 1;
    return false;
  }
}
