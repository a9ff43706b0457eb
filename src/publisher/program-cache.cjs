const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/*
 * Bundles that were made before, kept under a hash of all that they were made of: making them is most of what a start
 * takes. They lie where tools keep such things, beside the packages: whoever may write there may change these too.
 */

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'node_modules/.cache/publisher');

/** What bundles are made of: all in these folders, and files. */
const SOURCES = ['src/domain', 'src/feed', 'src/publisher'];
const ENDINGS = /\.(ts|cjs|json)$/;
const SETTINGS = ['package.json', 'tsconfig.json'];

/** Names what bundles are made of now. */
function keyOf() {
  const hash = createHash('sha256');
  const add = (name, file = path.join(ROOT, name)) => {
    const bytes = fs.readFileSync(file);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  };
  for (const name of SETTINGS) add(name);
  add('esbuild', require.resolve('esbuild/package.json'));
  for (const folder of SOURCES)
    for (const name of fs.readdirSync(path.join(ROOT, folder), { recursive: true }).sort())
      if (ENDINGS.test(name)) add(`${folder}/${name}`);
  return hash.digest('hex').slice(0, 32);
}

/**
 * The bundles of the sources as they are: cached ones, or new ones. All at once: what runs must not be of two ages.
 * @param {() => { bundles: Map<string, string>, inputs: readonly string[] }} make makes them, and says of which files.
 * What is made of other files than its key is not kept
 * @returns {ReadonlyMap<string, string>} by their entries
 */
exports.cached = (make) => {
  const key = keyOrNone();
  const found = key && read(`${key}.json`);
  if (found) return found;
  const { bundles, inputs } = make();
  const isOurs = (input) =>
    ENDINGS.test(input) && SOURCES.some((folder) => path.relative(ROOT, input).startsWith(`${folder}/`));
  // What changed in between would be kept under the name of what was there before.
  if (key && inputs.every(isOurs) && keyOrNone() === key) write(`${key}.json`, bundles);
  return bundles;
};

/** None where something cannot be read: what it is to the bundles is for the bundler to say. */
function keyOrNone() {
  try {
    return keyOf();
  } catch {
    return undefined;
  }
}

function read(name) {
  try {
    return new Map(Object.entries(JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8'))));
  } catch {
    // None yet, or not whole: as JSON it is one or the other.
    return undefined;
  }
}

/** Keeps bundles in place of those before. Where that cannot be the next start takes longer, and nothing else. */
function write(name, bundles) {
  const part = path.join(FOLDER, `${randomBytes(8).toString('hex')}.part`);
  try {
    fs.mkdirSync(FOLDER, { recursive: true });
    fs.writeFileSync(part, JSON.stringify(Object.fromEntries(bundles)));
    fs.renameSync(part, path.join(FOLDER, name));
    for (const other of fs.readdirSync(FOLDER))
      if (other !== name) fs.rmSync(path.join(FOLDER, other), { force: true });
  } catch {
    forget(part);
  }
}

/** Halves on a full disk would fill it at every start. */
function forget(part) {
  try {
    fs.rmSync(part, { force: true });
  } catch {}
}
