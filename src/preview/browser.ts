import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { cardFontFiles } from '../publisher/cards/fonts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No GPU, no sign-in, no calls home: a browser for looking at one page. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The Chromium of this machine: `CHROMIUM_PATH`, or the usual names. Undefined where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter);
  const candidates = environment.CHROMIUM_PATH
    ? [environment.CHROMIUM_PATH]
    : [...NAMES.flatMap((name) => [...folders, '/usr/bin'].map((folder) => join(folder, name))), ...PLACES];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Beside what the machine has, the font of the share cards: a file for fontconfig, which other systems than Linux lack. */
function fontList(): string {
  const file = join(__dirname, '../../.cache/preview/fonts.conf');
  const folders = cardFontFiles().map(({ path }) => `<dir>${dirname(path)}</dir>`);
  mkdirSync(dirname(file), { recursive: true });
  // Whole at any moment: several browsers may be opened at once.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(
    fresh,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${folders.join('')}</fontconfig>
`,
  );
  renameSync(fresh, file);
  return file;
}

/**
 * The browser of screenshots and tests.
 * @param fonts a fontconfig file: the fonts that it knows; those of the machine and of the share cards unless told
 */
export async function openBrowser(fonts = fontList()): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('没有找到 Chromium：请安装 chromium，或用环境变量 CHROMIUM_PATH 指出它在哪里');
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [...FLAGS, ...(root ? ['--no-sandbox'] : [])],
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  });
}
