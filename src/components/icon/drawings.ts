/** An icon on a grid of 24: lines, 2 wide unless said otherwise, and areas (even-odd). */
export interface Drawing {
  d?: string;
  width?: number;
  filled?: string;
}

/**
 * The icons. After a change: `npx tsx src/build/draw-icons.ts`. An icon keeps off its upper and lower edge, where
 * its neighbours in the picture of all icons begin.
 */
export const DRAWINGS = {
  back: { d: 'M15 4 7 12l8 8' },
  next: { d: 'm9 5 7 7-7 7' },
  home: { d: 'M3 11.5 12 4l9 7.5M6 9.5V20h12V9.5M12 20v-6' },
  close: { d: 'm5 5 14 14M19 5 5 19' },
  contents: { d: 'M5 3v18M5 6h15M5 12h11M5 18h15' },
  size: { d: 'M2 7V4.5h11V7M7.5 4.5V20M5 20h5M13.5 13.5v-2h8v2M17.5 11.5V20M15.6 20h3.8' },
  forward: { d: 'M4 20v-5a5 5 0 0 1 5-5h10M14 4.5l5.8 5.5L14 15.5' },
  copy: { d: 'M8 8h12v13H8zM5 16H4V3h12v2' },
  up: { d: 'M12 21V4M5 11l7-7 7 7' },
  left: { d: 'M22 12H5M12 4.5 4.5 12l7.5 7.5', width: 2.8 },
  right: { d: 'M2 12h17M12 4.5l7.5 7.5-7.5 7.5', width: 2.8 },
  exit: { d: 'M6 18 17 7M8.5 6H18v9.5', width: 3 },
  retry: { d: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M20.5 3v5h-5' },
  offline: {
    d: 'M2.5 9.5a14 14 0 0 1 5-3M11.5 5.5a14 14 0 0 1 10 4M6 13.5a9 9 0 0 1 3-2M14.5 12a9 9 0 0 1 3.5 1.5M9.5 17a4 4 0 0 1 5 0M4 3l16 18',
  },
  source: { d: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7' },
  sun: {
    d: 'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2v3M12 19v3M2 12h3M19 12h3M4.9 4.9 7 7M17 17l2.1 2.1M19.1 4.9 17 7M7 17l-2.1 2.1',
  },
  moon: { d: 'M20 14.2A8.5 8.5 0 1 1 9.8 4a6.8 6.8 0 0 0 10.2 10.2Z' },
  auto: { d: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0', filled: 'M11 3.5h1a8.5 8.5 0 0 1 0 17h-1Z' },
  search: { d: 'M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M15.4 15.4l5.4 5.4' },
  clock: { d: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 6.5V12l4 2.5' },
  trash: { d: 'M4 6.5h16M9 6.5V3.5h6v3M6.5 6.5 7.5 21h9l1-14.5M10.5 10.5v6.5M13.5 10.5v6.5' },
  care: { d: 'M12 20.5C6 16.5 3.5 13 3.5 9.5a4.5 4.5 0 0 1 8.5-2 4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 7-8.5 11Z' },
  info: { d: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v6M12 7v2' },
  shield: { d: 'M12 3 4.5 5.5V11c0 5 3.2 8.2 7.5 10 4.3-1.8 7.5-5 7.5-10V5.5ZM8.5 11.8l2.6 2.6 4.4-4.8' },
  mail: { d: 'M3.5 5.5h17v13h-17zM4 6.5l8 7 8-7' },
  tabcolumn: { d: 'M3.5 4h13l4 4-4 4h-13zM9 12v9.5M6 8h7' },
  tabme: { d: 'M7.8 8a4.2 4.2 0 1 0 8.4 0 4.2 4.2 0 1 0-8.4 0M3.8 21c.5-4.7 3.6-7 8.2-7s7.7 2.3 8.2 7' },
  star: { d: 'm12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8Z' },
  poster: { d: 'M5 3h14v18H5zM5 14.5l4-4 3.5 3.5 2-2L19 16M14 7.5h2' },
  clear: {
    filled:
      'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm4.6 13.2-1.4 1.4L12 13.4l-3.2 3.2-1.4-1.4 3.2-3.2-3.2-3.2 1.4-1.4 3.2 3.2 3.2-3.2 1.4 1.4-3.2 3.2Z',
  },
  tabcolumnfill: { filled: 'M2.5 3h14.4l5 5-5 5H10v9H8v-9H2.5ZM6 7v2h8V7Z' },
  tabmefill: {
    filled: 'M6.8 8a5.2 5.2 0 1 0 10.4 0 5.2 5.2 0 1 0-10.4 0M2.7 22c.4-5.9 4-8 9.3-8s8.9 2.1 9.3 8Z',
  },
  starfill: { filled: 'm12 2 3 6.2 6.9.9-5 4.8 1.2 6.8L12 17.4l-6.1 3.3 1.2-6.8-5-4.8 6.9-.9Z' },
  quote: { filled: 'm7 6-4 12h5l4-12zM15 6l-4 12h5l4-12z' },
} satisfies Record<string, Drawing>;
