import type { Block } from '../../src/feed';
import { convertBody } from '../../src/publisher/convert';
import type { Fate, Thing } from '../../src/publisher/fates';

/** A body, converted: its blocks, and what was told of its things and counted, in order. */
export interface Converted {
  blocks: Block[];
  notes: [Thing, Fate, string][];
  dropped: string[];
}

/** Converts a body whose pictures can be had of the web by https alone. */
export function converted(html: string): Converted {
  const notes: Converted['notes'] = [];
  const dropped: string[] = [];
  const { blocks } = convertBody(
    { form: 'html', html },
    {
      picture: (src) => (/^https:/.test(src) ? src : null),
      drop: (kind) => dropped.push(kind),
      note: (...one) => notes.push(one),
    },
  );
  return { blocks, notes, dropped };
}
