import { tagSelector } from '../package/tags';

/** Size and shape of what is mounted, as WeChat's audit counts it. */
export interface TreeFigures {
  nodes: number;
  depth: number;
  maxChildren: number;
  /** The node that has so many: its tag with its classes. */
  widest: string;
}

export function measureTree(root: Element): TreeFigures {
  const figures: TreeFigures = { nodes: 0, depth: 0, maxChildren: 0, widest: '' };
  const walk = (element: Element, depth: number): void => {
    const inside = [...element.children].filter((each) => '__wxElement' in each);
    figures.nodes += 1;
    figures.depth = Math.max(figures.depth, depth);
    if (inside.length > figures.maxChildren) {
      figures.maxChildren = inside.length;
      figures.widest = [element.tagName.toLowerCase().replace(/^wx-/, ''), ...element.classList].join('.');
    }
    for (const each of inside) walk(each, depth + 1);
  };
  walk(root, 1);
  return figures;
}

/** Zero-width space and word joiner say where a line may break; nobody reads them. */
const LINE_BREAK_CONTROL = /[\u200b\u2060]/g;

/** The program's own words for tags work in selectors: `view.row`. */
export function inDocument(selector: string): string {
  return selector.replace(
    /(^|[\s>+~,(])([a-z][\w-]*)/g,
    (_, before: string, tag: string) => before + tagSelector(tag),
  );
}

export function visibleText(element: HTMLElement): string {
  if (element.hidden || element.style.display === 'none') return '';
  return [...element.childNodes]
    .map((node) =>
      node.nodeType === 3
        ? node.nodeValue?.replace(LINE_BREAK_CONTROL, '')
        : node.nodeType === 1
          ? visibleText(node as HTMLElement)
          : '',
    )
    .join('');
}
