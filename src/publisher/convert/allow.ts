import type { Mark } from '../../feed';

/*
 * What becomes of each element: policy as data, the engine is walk.ts. An element that is not named here
 * is transparent: its text and children survive, the element itself does not.
 */

/** Elements that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside body caption center dd details div dl dt fieldset figcaption figure footer form header html
   legend li listing main nav ol p plaintext pre section summary tbody td tfoot th thead tr ul xmp`.split(
    /\s+/,
  ),
);

/** Elements of which nothing is ever shown. HTML's parser writes those of SVG with their capitals. */
export const INVISIBLE: ReadonlySet<string> = new Set(
  `base head link meta noscript param script source style template title track
   meter progress noembed noframes
   animate animatetransform animateTransform animatemotion animateMotion clippath clipPath defs desc filter
   lineargradient linearGradient marker mask metadata pattern radialgradient radialGradient set symbol datalist input textarea mp-style-type`.split(
    /\s+/,
  ),
);

export const MARKS: Readonly<Record<string, Mark>> = {
  b: 'strong',
  strong: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  dfn: 'em',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sup: 'sup',
  sub: 'sub',
  mark: 'accent',
};

/** The order in which marks are stored, whatever the nesting was. */
export const MARK_ORDER: readonly Mark[] = ['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent'];

export const HEADINGS: Readonly<Record<string, 1 | 2 | 3>> = { h1: 1, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 };

/**
 * Classes and roles by which editors' templates mark a strip that asks to follow the account: noise once the
 * reader is in a mini-program. A line that merely says 关注我们 is text, and stays.
 */
export const FOLLOW_MARK = /(?:^|[\s_-])(?:follow|guide-?follow|follow-?guide|gzh-?guide)(?:$|[\s_-])/i;
