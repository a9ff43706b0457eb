/**
 * The import table of the house, enforced by dependency-cruiser (`npm run check:imports`).
 * Data flows one way: source -> publisher -> feed -> stores -> pages -> cards.
 */
/** What each room may import of ours (its own files aside), which packages, and why no more. */
const TABLE = {
  feed: {
    ours: [],
    packages: [],
    why: 'the contract stands on nothing, so that both sides can use it',
  },
  domain: {
    ours: ['feed'],
    packages: [],
    why: 'pure functions and values run in Node, browsers and WeChat alike',
  },
  stores: {
    ours: ['domain', 'feed'],
    packages: ['mobx'],
    why: 'stores get transport, storage and clock through their ports, so that tests need no module mocks',
  },
  platform: {
    ours: ['stores/ports', 'feed', 'domain'],
    packages: ['@tarojs/taro', '@tarojs/runtime', '@tarojs/shared', 'preact'],
    why: 'the one seam to WeChat: it implements ports and knows no store and no page',
  },
  components: {
    ours: ['domain', 'feed'],
    packages: ['@tarojs/components', 'react'],
    why: 'components only show what they are given',
  },
  pages: {
    ours: ['stores', 'components', 'domain', 'feed'],
    packages: ['@tarojs/components', '@tarojs/taro', 'mobx', 'preact', 'react'],
    why: 'pages read stores and show components; WeChat itself is reached through the stores’ ports',
  },
  publisher: {
    ours: ['feed', 'domain'],
    packages: null,
    why: 'the publisher never knows the client: they meet in the feed',
  },
  build: {
    ours: [
      'config',
      'domain',
      'components/icon/drawings',
      'host/package',
      'publisher/commands',
      'publisher/cards/canvas',
    ],
    packages: null,
    why: 'it compiles the mini-program and looks at what came out, never at stores, platform or pages',
  },
  host: {
    ours: [],
    packages: null,
    why: 'the host is a library of its own: it runs any compiled mini-program and knows none',
  },
  preview: {
    ours: ['build', 'host', 'publisher/commands', 'publisher/cards/fonts'],
    packages: null,
    why: 'the preview runs the compiled program from dist/, never its source',
  },
  app: {
    ours: ['pages', 'components', 'stores', 'platform', 'domain', 'feed'],
    packages: null,
    why: 'the composition root is compiled into the mini-program, with everything that it imports',
  },
  config: {
    ours: [],
    packages: null,
    why: 'it says how a build is set, as data; what reads the program or draws for it lives in build',
  },
};

/** Rooms that are no folder of `src`. */
const PLACES = { app: '^src/app[^/]*$', config: '^config/' };
/** A room, or a file in one, as a regular expression. */
const placeOf = (name) => PLACES[name] ?? `^src/${name}(/|\\.tsx?$)`;
const ANY_ROOM = Object.keys(TABLE).map(placeOf);

/** What every room of the publisher stands on. It knows no room. */
const PUBLISHER_GROUND = [
  'clean',
  'drawn',
  'errors',
  'fates',
  'hash',
  'heap',
  'numbering',
  'pool',
  'program',
  'program-cache',
  'report',
  'thread',
];
/** Its files: the program that starts before TypeScript is understood is CommonJS. */
const GROUND_FILES = `^src/publisher/(${PUBLISHER_GROUND.join('|')})\\.(ts|cjs)$`;

/** The rooms of the publisher, from the top down, and what each may import of the others beside the ground. */
const PUBLISHER = {
  commands: {
    ours: ['run', 'source', 'write', 'work/explain', 'convert/headings'],
    why: 'a command gathers sources for a run, looks at what is published, or tells how lines are judged: it makes and remembers nothing itself',
  },
  run: {
    ours: [
      'work',
      'source',
      'convert',
      'pictures',
      'cards',
      'search',
      'lists',
      'memory',
      'titles',
      'write',
      'html/serialise',
      'html/tracking',
    ],
    why: 'a run leads the sources through every step, and is led by a command',
  },
  work: {
    ours: ['source', 'convert', 'search/grams', 'html', 'memory/archive', 'memory/pack', 'memory/raw-source'],
    why: 'it takes sources to pieces, in whatever thread, and knows nothing of what a run remembers',
  },
  source: {
    ours: ['memory', 'html', 'convert/page-ui'],
    why: 'a source says what is in it and how it stands beside others, never what becomes of it: what of a page its program has put there is one list for who looks for the article and who converts it',
  },
  convert: {
    ours: ['source/types', 'html'],
    why: 'a body is converted without knowing which form of source it comes from; no input, no output',
  },
  pictures: { ours: ['memory', 'write'], why: 'pictures know no article, only addresses and bytes' },
  cards: {
    ours: ['memory', 'titles', 'write'],
    why: 'cards are drawn from what is remembered of an article',
  },
  titles: { ours: [], why: 'where the lines of a title may end is told from the title alone' },
  lists: { ours: ['memory', 'write'], why: 'lists are cut from what is remembered of articles' },
  search: { ours: ['memory', 'write'], why: 'the index is built from documents as they are published' },
  memory: { ours: ['write'], why: 'it keeps sources and entries and understands neither' },
  write: { ours: [], why: 'it moves bytes to their place and does not know what they are' },
  html: { ours: [], why: 'markup is markup, whoever reads or writes it' },
};

const forbidden = [
  {
    name: 'no-circular',
    comment: 'A cycle hides which of two files builds on the other. Move what both need into a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-resolvable',
    comment: 'The imported file or package does not exist.',
    severity: 'error',
    from: {},
    // @bundle is an alias of the build (config/index.ts) for what it has made.
    to: { couldNotResolve: true, pathNot: '^@bundle/' },
  },
  {
    name: 'domain-not-node',
    comment: 'feed, domain, stores and the client run where there is no Node.',
    severity: 'error',
    from: { path: '^src/(feed|domain|stores|platform|components|pages)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'publisher-not-dev',
    comment: 'A server installs the publisher with --omit=dev: what it imports belongs to dependencies.',
    severity: 'error',
    from: { path: '^src/(feed|domain|publisher)/' },
    to: { dependencyTypes: ['npm-dev'] },
  },
  {
    name: 'package-declared',
    comment: 'A package that package.json does not name may be gone with the next installation.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'src-not-tests',
    comment: 'The product never imports its tests.',
    severity: 'error',
    from: { path: '^(src|config)/' },
    to: { path: '^tests/' },
  },
];
for (const [room, { ours, packages, why }] of Object.entries(TABLE)) {
  forbidden.push({
    name: `${room}-ours`,
    comment: `${room} may import ${ours.length ? ours.join(', ') : 'no other room'}: ${why}.`,
    severity: 'error',
    from: { path: placeOf(room) },
    to: { path: ANY_ROOM, pathNot: [room, ...ours].map(placeOf) },
  });
  if (packages)
    forbidden.push({
      name: `${room}-packages`,
      comment: `${room} may use ${packages.length ? packages.join(', ') : 'no package'}: ${why}.`,
      severity: 'error',
      from: { path: placeOf(room) },
      to: { path: 'node_modules/', pathNot: packages.map((name) => `node_modules/(@types/)?${name}/`) },
    });
}

for (const [room, { ours, why }] of Object.entries(PUBLISHER)) {
  const allowed = [room, ...ours, ...PUBLISHER_GROUND].map(
    (name) => `^src/publisher/${name}(/|\\.(ts|cjs)$)`,
  );
  forbidden.push({
    name: `publisher-${room}`,
    comment: `publisher/${room} may import ${[...ours, ...PUBLISHER_GROUND].join(', ')}: ${why}.`,
    severity: 'error',
    from: { path: `^src/publisher/${room}/` },
    to: { path: '^src/publisher/', pathNot: allowed },
  });
}
forbidden.push(
  {
    name: 'publisher-ground',
    comment: `${PUBLISHER_GROUND.join(', ')} know no room of the publisher: every room stands on them.`,
    severity: 'error',
    from: { path: GROUND_FILES },
    to: { path: '^src/publisher/[^/]+/' },
  },
  {
    name: 'publisher-rooms',
    comment: 'A new room or file of the publisher is named in the table of its rooms.',
    severity: 'error',
    from: { path: '^src/' },
    to: {
      path: '^src/publisher/',
      pathNot: [`^src/publisher/(${Object.keys(PUBLISHER).join('|')})/`, GROUND_FILES],
    },
  },
);

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'] },
  },
};
