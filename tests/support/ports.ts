import type { Cache, Clock, Device, Ports } from '../../src/stores/ports';
import { TransportError } from '../../src/stores/ports';

/** Ports made of plain objects: time stands until a test moves it, the feed is a table of answers. */
export interface FakePorts extends Ports {
  /** What a URL answers: JSON, a TransportError, or a function, which is told whether the caches are passed by. */
  answers: Map<string, unknown>;
  /** URLs that were asked for, in order. */
  asked: string[];
  /** Those of them that were asked for past the caches. */
  fresh: string[];
  stored: Map<string, unknown>;
  advance(ms: number): Promise<void>;
  /** Who wants to know that there is a network again. */
  online: (() => void)[];
  /** Storage refuses every write. */
  full: { value: boolean };
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
  const stored = new Map<string, unknown>();
  const full = { value: false };
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
  const cache: Cache = {
    read: (key) => structuredClone(stored.get(key)),
    write(key, value) {
      if (full.value) return false;
      stored.set(key, structuredClone(value));
      return true;
    },
    remove: (key) => void stored.delete(key),
    keys: () => [...stored.keys()],
    usage: () => ({ used: JSON.stringify([...stored]).length, limit: 10 * 1024 * 1024 }),
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
    stored,
    full,
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
    },
    album: { save: async () => 'saved', allow: async () => true, send: async () => true },
    sharing: { allow: () => {}, onCopyUrl: () => {}, offCopyUrl: () => {} },
    resources: { ample: async () => true, onScarce: () => {}, onOnline: (listener) => online.push(listener) },
    messages: { toast: () => {}, copy: async () => true, preview: () => {}, refreshed: () => {} },
  };
}
