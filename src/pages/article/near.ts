import { useEffect, useMemo, useRef } from 'react';
import { columnWidth } from '../../domain/measure';
import { blockAt, sectionsOf } from '../../domain/sections';
import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import { SectionWindow } from '../../stores/visit/section-window';

/**
 * The window over the document's sections, begun at the block that `at` addresses. The same text arriving
 * again (kept on the device, then asked for) goes on in the same window.
 */
export function useNear(
  { ports, settings }: Stores,
  document: ArticleDocument | undefined,
  at: string | undefined,
  bar: number,
): SectionWindow | null {
  const kept = useRef<ArticleDocument>();
  const same = (a: ArticleDocument) => JSON.stringify(a.blocks) === JSON.stringify(document?.blocks);
  if (kept.current !== document && !(kept.current && same(kept.current))) kept.current = document;
  const text = kept.current;
  const near = useMemo(() => {
    if (!text) return null;
    const { width, height } = ports.device;
    return new SectionWindow(ports.viewport, ports.clock, {
      screen: height,
      bar,
      sections: sectionsOf(text.blocks, columnWidth(width)),
      from: blockAt(text.blocks, at),
    });
  }, [text, at, ports, bar]);
  useEffect(() => {
    if (!near) return;
    near.start();
    if (near.marked !== null) void near.jump(near.marked);
    return () => near.close();
  }, [near]);
  const { size } = settings;
  useEffect(() => near?.resized(size), [near, size]);
  return near;
}
