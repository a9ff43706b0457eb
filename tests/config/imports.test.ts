import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Place {
  path?: string | string[];
  pathNot?: string | string[];
}
const { forbidden } = jest.requireActual<{
  forbidden: { name: string; comment: string; from: Place; to: Place }[];
}>('../../config/imports.cjs');

const lies = (file: string, at: Place['path']): boolean =>
  [at ?? []].flat().some((one) => new RegExp(one).test(file));

/** The rules over places that an import breaks. */
const broken = (from: string, to: string): string[] =>
  forbidden
    .filter((rule) => lies(from, rule.from.path) && lies(to, rule.to.path) && !lies(to, rule.to.pathNot))
    .map(({ name }) => name);

test('every room of the house stands in the table', () => {
  const rooms = readdirSync(join(__dirname, '../../src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['assets', 'sample', 'custom-tab-bar'].includes(entry.name))
    .map(({ name }) => name);
  for (const room of [...rooms, 'config'])
    expect(forbidden.find(({ name }) => name === `${room}-ours`)?.comment).toMatch(/ may import .+: .+\.$/);
});

test.each([
  ['src/domain/a.ts', 'src/feed/index.ts'],
  ['src/platform/clock.ts', 'src/stores/ports.ts'],
  ['src/build/build.ts', 'config/environment.ts'],
  ['src/build/audit.ts', 'src/host/package/package.ts'],
  ['src/build/draw-icons.ts', 'src/components/icon/drawings.ts'],
  ['src/preview/start.ts', 'src/build/build.ts'],
  ['src/publisher/run/run.ts', 'src/domain/time.ts'],
  ['src/app.tsx', 'src/platform/index.ts'],
  ['config/index.ts', 'config/runtime/index.ts'],
])('%s may import %s', (from, to) => expect(broken(from, to)).toEqual([]));

test.each([
  ['src/domain/a.ts', 'src/stores/places.ts', 'domain-ours'],
  ['src/platform/clock.ts', 'src/stores/places.ts', 'platform-ours'],
  ['src/pages/a.tsx', 'src/platform/clock.ts', 'pages-ours'],
  ['src/pages/a.tsx', 'config/components.ts', 'pages-ours'],
  ['src/stores/a.ts', 'node_modules/react/index.js', 'stores-packages'],
  ['src/publisher/a.ts', 'src/app.tsx', 'publisher-ours'],
  ['src/app.tsx', 'src/host/index.ts', 'app-ours'],
  ['src/build/audit.ts', 'src/host/index.ts', 'build-ours'],
  ['src/build/a.ts', 'src/publisher/cards/draw.ts', 'build-ours'],
  ['src/host/a.ts', 'src/feed/types.ts', 'host-ours'],
  ['src/preview/start.ts', 'config/read-operator.ts', 'preview-ours'],
  ['config/index.ts', 'src/feed/paths.ts', 'config-ours'],
  ['config/index.ts', 'tests/support/ports.ts', 'src-not-tests'],
])('%s may not import %s', (from, to, rule) => expect(broken(from, to)).toEqual([rule]));
