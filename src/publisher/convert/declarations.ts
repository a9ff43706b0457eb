/** The properties that bear on meaning. All others, most of what editors' templates write, are passed over. */
const READ: ReadonlySet<string> = new Set(
  `animation animation-name background background-color background-image border border-bottom border-bottom-width border-left
   border-left-width border-right border-top border-top-width border-width color display flex-direction flex-flow flex-wrap float font-family
   font-size font-style font-weight grid-template-columns height list-style list-style-image list-style-type margin
   margin-left margin-right min-width opacity overflow overflow-x padding padding-left padding-right text-align
   text-decoration text-decoration-line text-transform vertical-align visibility white-space width
   -webkit-animation -webkit-animation-name -webkit-box-orient padding-bottom min-height
   aspect-ratio border border-bottom border-left border-right border-style border-top border-width background-position background-repeat background-size clip clip-path flex flex-grow left max-height
   max-width overflow-y padding-top position text-indent top transform -webkit-transform`.split(/\s+/),
);
const IMPORTANT = /!\s*important\s*$/i;

/** What hides: a browser passes over a value that it does not know, so that the one before it counts. */
const VALID: Readonly<Record<string, RegExp>> = {
  display:
    /^(?:none|contents|(?:inline|block|run-in)(?: flow| flow-root| flex| grid| table| ruby| list-item)?|flow|flow-root|flex|grid|ruby(?:-[a-z-]+)?|inline-[a-z]+|list-item|table(?:-[a-z-]+)?|-webkit-[a-z-]+|-ms-[a-z]+|inherit|initial|unset|revert(?:-layer)?)$/i,
  visibility: /^(?:visible|hidden|collapse|inherit|initial|unset|revert(?:-layer)?)$/i,
  opacity: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?%?$|^(?:inherit|initial|unset|revert(?:-layer)?)$/i,
};

/** Reads a `style` attribute by property, in lower case; of several declarations of one the last wins, as in CSS, or the last important one. */
export function readDeclarations(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let important: Set<string> | undefined;
  const isPlain = !/["'(]/.test(text);
  const lastEnd = isPlain ? -1 : text.lastIndexOf(')');
  // The next one, which may stand in a later declaration.
  let colon = text.indexOf(':');
  for (let from = 0; colon >= 0; ) {
    const semicolon = isPlain ? text.indexOf(';', from) : endOf(text, from, lastEnd);
    const end = semicolon < 0 ? text.length : semicolon;
    if (colon < end) {
      const name = text.slice(from, colon).trim().toLowerCase();
      if (READ.has(name)) {
        const whole = text.slice(colon + 1, end);
        const isImportant = whole.includes('!') && IMPORTANT.test(whole);
        const value = (isImportant ? whole.replace(IMPORTANT, '') : whole).trim();
        // The shorthand's other parts mean nothing here, and whichever of the two stands last counts.
        const key = name === 'list-style' ? 'list-style-type' : name;
        if (isImportant) important = (important ?? new Set()).add(key);
        const isOutdone = !isImportant && important?.has(key);
        if (value && !isOutdone && (!Object.hasOwn(VALID, key) || VALID[key]!.test(value)))
          found.set(key, value);
      }
    }
    from = end + 1;
    if (colon < from) colon = text.indexOf(':', from);
  }
  return found;
}

/**
 * Where a declaration ends: at the `;` outside parentheses and quotes (`url("data:image/png;base64,…")`).
 * Those without an end are text.
 */
function endOf(text: string, from: number, lastEnd: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"' || char === "'") at = Math.max(at, text.indexOf(char, at + 1));
    else if (char === '(' && at < lastEnd) depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (char === ';' && depth === 0) return at;
  }
  return text.length;
}
