import { accessSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PublisherError } from '../errors';

/*
 * The one font of everything that is drawn here, and that the preview offers to browsers: Noto Sans SC (OFL 1.1) as a
 * package of the registry, so that every machine has the same letters without a system font.
 */

/** The name under which it is registered, first in the drawing room's list that a machine without others has. */
export const CARD_FONT = 'Noto Sans SC';
const PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** Its two weights as whole TrueType files, in the package's folder. */
export const CARD_FONT_FILES = [
  { weight: 400, file: '400Regular/NotoSansSC_400Regular.ttf' },
  { weight: 700, file: '700Bold/NotoSansSC_700Bold.ttf' },
] as const;

/**
 * The font's files, as they are called in the package and where they lie.
 * @param from a file that the package is looked for beside; this one
 * @throws PublisherError where one is not there, with the way to get it
 */
export function cardFontFiles(from = __filename): { weight: number; file: string; path: string }[] {
  return CARD_FONT_FILES.map(({ weight, file }) => {
    try {
      const folder = dirname(createRequire(from).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
      const path = join(folder, file);
      accessSync(path);
      return { weight, file, path };
    } catch {
      throw missingFont(file);
    }
  });
}

/** @param file of the font, as it is called in its package */
export const missingFont = (file: string): PublisherError =>
  new PublisherError(
    `分享卡片的字体 node_modules/${PACKAGE}/${file} 不在或读不了：请在本项目的文件夹里运行 npm install，再运行一次（不要卡片可加 --no-cards）`,
  );
