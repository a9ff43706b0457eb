// Three projects: pure code in Node, the compiled mini-program in jsdom, the preview in a real browser.
const esm = ['parse5', 'entities', 'pixelmatch', 'preact'];
/** What takes minutes and depends on the disk or the browser, not on Node: once is enough (.ci/other-node). */
const long = [
  'publisher/commands/(kill|commit|damage|deep)\\.test',
  'publisher/(disk/|budgets\\.test|convert/account/account\\.test)',
];
const common = {
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.OTHER_NODE ? long : [])],
  transform: { '\\.[cm]?[jt]sx?$': 'babel-jest' },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esm.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  testEnvironment: 'node',
};
module.exports = {
  testTimeout: 60_000,
  reporters: [
    'default',
    ...(process.env.MINUTES ? ['<rootDir>/tests/support/minutes.cjs'] : []),
    '<rootDir>/tests/support/closing-line.cjs',
  ],
  projects: [
    {
      ...common,
      displayName: 'unit',
      setupFiles: ['<rootDir>/tests/support/no-flush.cjs'],
      testMatch: [
        '<rootDir>/tests/{support,feed,domain,stores,platform,components,pages,publisher,build,host,preview,config}/**/*.test.{ts,tsx}',
      ],
    },
    {
      ...common,
      displayName: 'weapp',
      testEnvironment: 'jsdom',
      globalSetup: '<rootDir>/tests/support/compile.ts',
      testMatch: ['<rootDir>/tests/weapp/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'e2e',
      globalSetup: '<rootDir>/tests/support/browser-setup.ts',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
    },
  ],
};
