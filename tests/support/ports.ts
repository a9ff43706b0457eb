import type { Clock, Device, Ports } from '../../src/stores/ports';
import { TransportError } from '../../src/stores/ports';
import { type FakeStorage, storage } from './storage';

/** Ports made of plain objects: time stands until a test moves it, the feed is a table of answers. */
export interface FakePorts extends Ports {
  /** What a URL answers: JSON, a TransportError, or a function, which is told whether the caches are passed by. */
  answers: Map<string, unknown>;
  /** URLs that were asked for, in order. */
  asked: string[];
  /** Those of them that were asked for past the caches. */
  fresh: string[];
  cache: FakeStorage;
  /** What the cache holds. */
  stored: FakeStorage['stored'];
  advance(ms: number): Promise<void>;
  /** Who wants to know that there is a network again. */
  online: (() => void)[];
  /** What the cache refuses. */
  refuse: FakeStorage['refuse'];
}

/** Lets every promise that can settle do so. */
export const settle = async () => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

/** What a network answers that wants a login first: a page, with the status 200. */
export const PORTAL = new TransportError('garbled');
/** An answer: who passes the caches by gets what is right, all others something else. */
export const cached = (wrong: unknown, right: unknown) => (isFresh: boolean) => (isFresh ? right : wrong);

export function fakePorts(base = 'https://feed.example'): FakePorts {
  const answers = new Map<string, unknown>();
  const asked: string[] = [];
  const fresh: string[] = [];
  const cache = storage();
  const online: (() => void)[] = [];
  let now = Date.parse('2026-11-23T09:00:00+08:00');
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  const device: Device = {
    width: 390,
    height: 844,
    safeTop: 47,
    nav: 44,
    safeBottom: 34,
    textScale: 1,
    theme: 'light',
    singlePage: false,
    desktop: false,
    onTheme: () => {},
  };
  return {
    answers,
    asked,
    fresh,
    stored: cache.stored,
    refuse: cache.refuse,
    online,
    clock,
    cache,
    device,
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        await settle();
        const next = timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
      await settle();
    },
    transport: {
      get(url, isFresh = false) {
        const path = url.replace(`${base}/`, '');
        asked.push(path);
        if (isFresh) fresh.push(path);
        const answer = answers.get(path) ?? answers.get(path.replace(/\?.*/, ''));
        const result = Promise.resolve().then(() => {
          const value =
            typeof answer === 'function' ? (answer as (isFresh: boolean) => unknown)(isFresh) : answer;
          if (value instanceof Error) throw value;
          if (value === undefined) throw new TransportError('status', 404);
          return value;
        });
        return { result, cancel: () => {} };
      },
    },
    prefetch: { take: async () => undefined },
    navigator: {
      openArticle: () => {},
      openSearch: () => {},
      openAbout: () => {},
      back: () => {},
      home: () => {},
      toTab: () => {},
      start: () => {},
      canGoBack: () => false,
    },
    updates: { onReady: () => {}, apply: () => {} },
    bars: { paint: () => {} },
    viewport: {
      scrollTo: () => {},
      scrollToTop: () => {},
      scrollToY: () => {},
      settled: async () => {},
      measure: async () => [],
    },
    originals: { open: async () => true, openProgram: async () => true },
    easel: {
      load: async () => ({ image: {}, width: 1080, height: 460 }),
      draw: async () => 'wxfile://tmp_1.jpg',
      has: () => true,
    },
    album: {
      save: async () => 'saved',
      allow: async () => true,
      unbar: async () => {},
      send: async () => true,
    },
    sharing: { allow: () => {}, offer: () => {}, withdraw: () => {} },
    resources: { ample: async () => true, onScarce: () => {}, onOnline: (listener) => online.push(listener) },
    messages: { toast: () => {}, copy: async () => true, preview: () => {}, refreshed: () => {} },
  };
}
