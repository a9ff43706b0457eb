/** The properties that bear on meaning. All others, most of what editors' templates write, are passed over. */
const READ: ReadonlySet<string> = new Set(
  `animation animation-name background background-image color display flex-direction flex-flow float font-family font-size
   font-style font-weight grid-template-columns height list-style list-style-image list-style-type margin margin-left margin-right min-width opacity overflow
   overflow-x padding padding-left padding-right text-align text-decoration text-decoration-line text-transform
   vertical-align visibility white-space width -webkit-animation -webkit-animation-name`.split(/\s+/),
);
const IMPORTANT = /!\s*important/i;

/** Reads a `style` attribute by property, in lower case; the last declaration of one wins, as in CSS. */
export function readDeclarations(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
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
        const value = (whole.includes('!') ? whole.replace(IMPORTANT, '') : whole).trim();
        // The shorthand's other parts mean nothing here, and whichever of the two stands last counts.
        if (value) found.set(name === 'list-style' ? 'list-style-type' : name, value);
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
