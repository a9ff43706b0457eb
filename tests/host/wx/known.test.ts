import { readFileSync } from 'node:fs';
import type { Core } from '../../../src/host/core/core';
import { Records } from '../../../src/host/core/records';
import { Scheduler } from '../../../src/host/core/scheduler';
import { Signals } from '../../../src/host/core/signals';
import type { Parts } from '../../../src/host/parts';
import { GROUPS } from '../../../src/host/wx';
import { KNOWN_APIS } from '../../../src/host/wx/known';
import { singlePageApis } from '../../../src/host/wx/single-page';
import { functionsOf, KNOWN_FILE, knownFile } from '../../../src/host/wx/write-known';

test('what WeChat has is what its typings say today (npx tsx src/host/wx/write-known.ts)', () => {
  expect(readFileSync(KNOWN_FILE, 'utf8')).toBe(knownFile());
});

test('functions are told from other members, and from members of other interfaces', () => {
  const typings = `declare namespace WechatMiniprogram {
    interface Wx { b<T>(if?: T): void; a(success: () => void): void; a(): string; readonly env: { c(): void } }
    interface Other { d(): void }
    interface Wx { e(): void }
  }`;
  expect(functionsOf(typings)).toEqual(['a', 'b', 'e']);
});

/** The names of each group's calls. */
const groups = (scene: number): [string, string[]][] => {
  const core: Core = {
    pkg: {} as Core['pkg'],
    options: {},
    records: new Records(),
    scheduler: new Scheduler(() => {}),
    signals: new Signals((run) => run()),
  };
  const parts = { core, launch: { scene } } as Parts;
  return GROUPS.map((group) => [group.name, Object.keys(group(parts))]);
};

test('the host has no call that WeChat lacks', () => {
  const known = new Set(['env', ...KNOWN_APIS]);
  const own = groups(1001).flatMap(([, names]) => names);
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter((name) => !known.has(name))).toEqual([]);
});

test('a call stands in one group; the single page alone takes some of them away', () => {
  const own = groups(1154).filter(([group]) => group !== singlePageApis.name);
  const names = own.flatMap(([, each]) => each);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(groups(1001).at(-1)).toEqual([singlePageApis.name, []]);
  expect(groups(1154).at(-1)?.[1]).toContain('navigateTo');
});
