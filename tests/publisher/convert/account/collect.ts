/** A picture, link or drawing that Chromium shows. */
export interface Shown {
  /** The addresses by which it may be told of, as they stand in the page; of a drawing the name of its element. */
  names: string[];
  /** Nobody misses it where it is not told of: smaller than two pixels, an empty link, a frame around pictures. */
  optional: boolean;
  /** Of what `<embed>` shows: a picture or a drawing, whichever of the two it is told of as. */
  either?: true;
  /** The beginning of its markup, for messages. */
  markup: string;
}

/** All that Chromium shows of a body, in document order. */
export interface Sight {
  /** `innerText`. */
  text: string;
  pictures: Shown[];
  links: Shown[];
  drawings: Shown[];
}

/**
 * Runs in the page: gives every picture something to show, undoes what hides things only until the page's own script
 * has run, and says what there is to see in each of the elements. Stands by itself: it is sent to Chromium as text.
 */
export async function collect(roots: Element[]): Promise<Sight[]> {
  /** Of what paints by itself, and is no frame for pictures and HTML. */
  const PAINTS = 'path,rect,circle,ellipse,line,polyline,polygon,use,text';
  const UNPAINTED = 'defs,clipPath,mask,symbol,marker,pattern,foreignObject';
  const XLINK = 'http://www.w3.org/1999/xlink';

  const named = (element: Element, ...attributes: string[]) =>
    attributes.map((name) => element.getAttribute(name)?.trim() ?? '').filter((value) => value !== '');
  const sized = (value: string | null) => {
    const amount = Number.parseFloat(value ?? '');
    return amount > 0 && amount <= 100_000 ? amount : 0;
  };
  const DRAWN = 'data:image/svg+xml,';
  const drawn = (w: number, h: number) =>
    `${DRAWN}${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"/>`)}`;
  const isSvg = (element: Element) => element instanceof SVGElement;
  const hrefsOf = (element: Element) =>
    [element.getAttribute('href'), element.getAttributeNS(XLINK, 'href')]
      .filter((value) => value !== null)
      .map((value) => value.trim());

  /** A saved `<img>` names its picture in `data-src`, and is hidden until that has loaded. */
  const namesOfPicture = new Map<Element, string[]>();
  const show = (image: HTMLImageElement) => {
    const names = named(image, 'data-src', 'data-original', 'data-backsrc', 'src');
    namesOfPicture.set(image, names);
    image.style.removeProperty('visibility');
    image.style.removeProperty('opacity');
    for (const name of ['srcset', 'loading']) image.removeAttribute(name);
    if (names.every((name) => name.startsWith('data:'))) return;
    const w = sized(image.getAttribute('data-w')) || sized(image.getAttribute('width')) || 300;
    const ratio = sized(image.getAttribute('data-ratio'));
    image.src = drawn(w, ratio ? w * ratio : sized(image.getAttribute('height')) || 200);
  };
  const showInSvg = (image: Element) => {
    namesOfPicture.set(image, hrefsOf(image));
    if (hrefsOf(image).some((href) => href !== '')) image.setAttribute('href', drawn(300, 200));
  };

  const isVisible = (element: Element) => getComputedStyle(element).visibility === 'visible';
  const isOver = (element: Element, least: number) => {
    const { width, height } = element.getBoundingClientRect();
    return width > least && height > least;
  };
  const isLaidOut = (element: Element) => element.getClientRects().length > 0;
  /** The tag of an element, without what is given it here to show. */
  const markupOf = (element: Element) => {
    const copy = element.cloneNode(false) as Element;
    for (const name of ['src', 'href'])
      if (copy.getAttribute(name)?.startsWith(DRAWN)) copy.removeAttribute(name);
    return copy.outerHTML.slice(0, 200);
  };

  const linkBox = (link: Element): 'none' | 'empty' | 'some' => {
    const all = [link, ...link.querySelectorAll('*')].filter(isLaidOut);
    if (all.length === 0) return link.checkVisibility() ? 'empty' : 'none';
    return all.some((one) => isVisible(one) && isOver(one, 0)) ? 'some' : 'empty';
  };
  const background = (element: Element): string | undefined =>
    /url\(\s*(["']?)(.*?)\1\s*\)/i.exec((element as HTMLElement).style?.backgroundImage ?? '')?.[2];
  const paints = (svg: Element) =>
    [...svg.querySelectorAll(PAINTS)].some((one) => one.closest(UNPAINTED) === null && isLaidOut(one));

  for (const root of roots) {
    for (const image of root.querySelectorAll('img')) show(image);
    for (const image of root.querySelectorAll('image')) if (isSvg(image)) showInSvg(image);
    // What a tap opens is there to be read.
    for (const details of root.querySelectorAll('details')) details.open = true;
    // `innerText` has the text of a graphic's parts that are not laid out.
    for (const part of root.querySelectorAll('svg *'))
      if (part.isConnected && getComputedStyle(part).display === 'none') part.remove();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));

  const look = (root: Element): Sight => {
    const links: { one: Element; shown: Shown }[] = [];
    // biome-ignore lint/performance/useDomNodeTextContent: what is laid out is what is asked for.
    const sight: Sight = { text: (root as HTMLElement).innerText, pictures: [], links: [], drawings: [] };
    for (const one of root.querySelectorAll('*')) {
      const tag = one.localName;
      const markup = markupOf(one);
      const picture = (names: string[], optional: boolean) =>
        sight.pictures.push({ names, optional, markup });
      if (tag === 'a' && hrefsOf(one).length > 0) {
        const box = linkBox(one);
        if (box !== 'none')
          links.push({ one, shown: { names: hrefsOf(one), optional: box === 'empty', markup } });
      }
      if (!isVisible(one) || !isLaidOut(one)) continue;
      const small = !isOver(one, 1);
      const names = namesOfPicture.get(one);
      if (names) picture(names, small || names.length === 0);
      const url = background(one);
      if (url) picture([url], small || tag !== 'svg');
      if (tag === 'embed') {
        const either = {
          names: named(one, 'data-src', 'src'),
          optional: true,
          either: true,
          markup,
        } as const;
        sight.pictures.push(either);
        sight.drawings.push(either);
      }
      // One in the HTML that stands in another one is a drawing of its own.
      const around = one.parentElement?.closest('svg, foreignObject')?.localName;
      const isOutermost = tag === 'svg' && around !== 'svg';
      if (isOutermost) sight.drawings.push({ names: [tag], optional: small || !paints(one), markup });
      if (tag === 'math') sight.drawings.push({ names: [tag], optional: true, markup });
      if (tag === 'canvas') sight.drawings.push({ names: [tag], optional: small, markup });
    }
    // A link is told of where it ends: behind those that a table or a graphic lets stand in it.
    links.sort(({ one: a }, { one: b }) => {
      if (a.contains(b) || b.contains(a)) return a.contains(b) ? 1 : -1;
      return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
    sight.links = links.map(({ shown }) => shown);
    return sight;
  };
  return roots.map(look);
}
