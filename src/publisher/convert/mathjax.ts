/*
 * MathJax, which draws formulas. Of what npm has of it this package is the smallest (24 MB, nothing below it;
 * `mathjax-full` 43 MB in 8 packages, `@mathjax/src` 4 99 MB in 18), and is loaded where a body has a formula: that takes a
 * quarter of a second, each formula some 5 ms. What it draws is paths, so that no font of the machine is asked; and it
 * keeps nothing from one formula to the next.
 */

interface MathJax {
  startup: { adaptor: { outerHTML(node: unknown): string } };
  mathml2svg(mathml: string, options: Options): unknown;
  tex2mml(tex: string, options: Options): string;
}

interface Options {
  display: boolean;
}

/** A formula is to be drawn, and what draws is not loaded: whoever converts awaits `loadFormulas`, and begins again. */
export class FormulasWanted extends Error {}

let mathjax: MathJax | undefined;

/** Extensions of TeX that formulas are written with. None defines anything: a formula cannot be made to grow by itself. */
const PACKAGES = ['base', 'ams', 'boldsymbol', 'cancel', 'color', 'gensymb', 'mhchem', 'upgreek'];
/** Longer TeX is no formula, nor is TeX that nests deeper: each level is read again for the one around it. */
const LONGEST_TEX = 2000;
const DEEPEST_TEX = 30;

/** Loads what draws formulas; to be awaited once where a conversion threw `FormulasWanted`. */
export async function loadFormulas(): Promise<void> {
  if (mathjax) return;
  const { default: library } = await import('mathjax');
  mathjax = (await library.init({
    loader: {
      load: ['input/tex-full', 'input/mml', 'output/svg', 'adaptors/liteDOM'],
      versionWarnings: false,
    },
    // Of a glyph that is drawn twice the path is written twice: no names are needed that others may have.
    svg: { fontCache: 'none' },
    tex: {
      packages: PACKAGES,
      formatError: (_: unknown, error: Error) => {
        throw error;
      },
    },
    startup: { typeset: false },
  })) as MathJax;
}

function loaded(): MathJax {
  if (!mathjax) throw new FormulasWanted('loadFormulas() was not awaited');
  return mathjax;
}

/** The `<svg>` of a formula as markup; null for MathML that MathJax does not take. */
export function svgOfMath(mathml: string, display: boolean): string | null {
  const { mathml2svg, startup } = loaded();
  return attempt(() => startup.adaptor.outerHTML(mathml2svg(mathml, { display })));
}

/** The MathML of a formula that was written in TeX; null for what is none, or unknown. */
export function mathOfTex(tex: string, display: boolean): string | null {
  const { tex2mml } = loaded();
  const isFit = tex.length <= LONGEST_TEX && depthOf(tex) <= DEEPEST_TEX;
  return isFit ? attempt(() => tex2mml(tex, { display })) : null;
}

/** How many braces stand open at most. */
function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [found] of tex.matchAll(/\\.|[{}]/gs)) {
    depth += found === '{' ? 1 : found === '}' ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** What a formula is wrong in is nobody's concern here: its source is shown. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Does something again once there is what draws formulas, where it wanted that: few articles have any, and none is looked through for them before. */
export async function withFormulas<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FormulasWanted)) throw error;
    await loadFormulas();
    return work();
  }
}
