import postcss from 'postcss';
import selectorParser from 'postcss-selector-parser';
import type { Package } from '../host/package/package';
import { AUDIT_LIMITS } from './audit-limits';

export interface Finding {
  rule: 'nodes' | 'depth' | 'children' | 'setData' | 'image-size' | 'image-stretch';
  message: string;
}

/** What the audit looks at of a running program. */
export interface Audited {
  url: string;
  tree(): { nodes: number; depth: number; maxChildren: number; widest: string };
  stats: { log: readonly { is: string; bytes: number }[] };
}

/** Size and shape of the page on top, and the largest of the `setData` calls so far. */
export function auditPage(host: Audited): Finding[] {
  const { nodes, depth, maxChildren, widest } = host.tree();
  const findings: Finding[] = [];
  const page = host.url;
  if (nodes >= AUDIT_LIMITS.nodes)
    findings.push({
      rule: 'nodes',
      message: `${page}: ${nodes} nodes, and the audit asks for fewer than ${AUDIT_LIMITS.nodes}`,
    });
  if (depth >= AUDIT_LIMITS.depth)
    findings.push({
      rule: 'depth',
      message: `${page}: nodes are ${depth} deep, and the audit asks for less than ${AUDIT_LIMITS.depth}`,
    });
  if (maxChildren > AUDIT_LIMITS.children)
    findings.push({
      rule: 'children',
      message: `${page}: ${widest} has ${maxChildren} children, and the audit asks for at most ${AUDIT_LIMITS.children}`,
    });
  for (const call of host.stats.log)
    if (call.bytes >= AUDIT_LIMITS.setDataBytes)
      findings.push({
        rule: 'setData',
        message: `${call.is}: one setData of ${call.bytes} bytes, and the audit asks for less than 256 KB`,
      });
  return findings;
}

export interface ImageFigure {
  src: string;
  mode: string;
  /** The picture's own pixels. */
  width: number;
  height: number;
  /** How large it is drawn, in px. */
  shownWidth: number;
  shownHeight: number;
}

/** Reads the pictures of a document that has a layout; runs inside a browser's page as it stands, so it uses nothing outside. */
export function measureImages(): ImageFigure[] {
  return [...document.querySelectorAll<HTMLImageElement>('wx-image > img')]
    .filter((image) => image.naturalWidth > 0 && image.clientWidth > 0)
    .map((image) => ({
      src: image.currentSrc || image.src,
      mode: image.parentElement?.dataset.mode ?? '',
      width: image.naturalWidth,
      height: image.naturalHeight,
      shownWidth: image.clientWidth,
      shownHeight: image.clientHeight,
    }));
}

/** Pictures with more pixels than the screen can show there, and pictures drawn out of shape. */
export function auditImages(images: readonly ImageFigure[], pixelRatio: number): Finding[] {
  const findings: Finding[] = [];
  for (const image of images) {
    const drawn = image.shownWidth * image.shownHeight * pixelRatio ** 2;
    const size = `${image.width} x ${image.height}, shown ${image.shownWidth} x ${image.shownHeight}`;
    if (image.width * image.height > drawn)
      findings.push({ rule: 'image-size', message: `${image.src}: ${size}` });
    const stretch = (image.shownWidth / image.shownHeight) * (image.height / image.width);
    const fills = image.mode === 'scaleToFill' || image.mode === '';
    if (fills && Math.abs(stretch - 1) > AUDIT_LIMITS.stretch)
      findings.push({ rule: 'image-stretch', message: `${image.src}: ${size}` });
  }
  return findings;
}

/** Every class that the package's stylesheets know. */
export function styledClasses(pkg: Package): Set<string> {
  const classes = new Set<string>();
  const collect = selectorParser((root) => root.walkClasses((node) => void classes.add(node.value)));
  for (const css of Object.values(pkg.css))
    postcss.parse(css).walkRules((rule) => {
      if (rule.parent?.type !== 'atrule' || !/keyframes/.test((rule.parent as postcss.AtRule).name))
        collect.processSync(rule.selector);
    });
  return classes;
}

/** Classes that stand on nodes of the document right now. */
export function shownClasses(root: ParentNode): string[] {
  return [...root.querySelectorAll('[class]')].flatMap((element) => [...element.classList]);
}

/**
 * Classes with styles that nothing uses: not seen on any screen that was visited, and not written anywhere in the code
 * or in a template, whole or as two parts (`"i-" + name`). Either test alone would be unfair to rare states.
 */
export function unusedClasses(pkg: Package, seen: ReadonlySet<string>): string[] {
  const written = [...Object.values(pkg.js), pkg.groups].join('\n');
  const words = new Set(written.match(/[\w-]+/g) ?? []);
  const composed = (name: string): boolean =>
    [...name.matchAll(/-+/g)].some(({ index, 0: dashes }) => {
      const cut = index + dashes.length;
      return words.has(name.slice(0, cut)) && words.has(name.slice(cut));
    });
  return [...styledClasses(pkg)]
    .filter((name) => !seen.has(name) && !words.has(name) && !composed(name))
    .sort();
}
