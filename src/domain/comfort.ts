/** Reading comfort: what the reader may choose. */

export type ThemeChoice = 'system' | 'light' | 'dark';
export type SizeStep = 1 | 2 | 3 | 4 | 5;

export interface Comfort {
  theme: ThemeChoice;
  size: SizeStep;
  care: boolean;
}

/** The five sizes of the reader's text: 16, 17, 19, 22, 26 px (spec 2). */
export const SIZES: readonly { step: SizeStep; name: string }[] = [
  { step: 1, name: '小' },
  { step: 2, name: '标准' },
  { step: 3, name: '大' },
  { step: 4, name: '特大' },
  { step: 5, name: '超大' },
];

export const THEMES: readonly { theme: ThemeChoice; name: string; icon: 'auto' | 'sun' | 'moon' }[] = [
  { theme: 'system', name: '跟随系统', icon: 'auto' },
  { theme: 'light', name: '浅色', icon: 'sun' },
  { theme: 'dark', name: '深色', icon: 'moon' },
];

/** WeChat's own 关怀模式 scales text by about 1.4; from here on ours begins switched on. */
const CARE_SCALE = 1.35;
/** In 关怀模式 the text is at least 特大; 超大 stays available. */
const CARE_STEP = 4;

/** What a first start shows, from WeChat's own text size (1 = standard). */
export function defaultComfort(textScale: number): Comfort {
  const size: SizeStep =
    textScale < 0.97 ? 1 : textScale < 1.08 ? 2 : textScale < 1.22 ? 3 : textScale < 1.45 ? 4 : 5;
  return { theme: 'system', size, care: textScale >= CARE_SCALE };
}

/** The step that the text is really set in. */
export const shownStep = ({ size, care }: Comfort): SizeStep => (care && size < CARE_STEP ? CARE_STEP : size);

/** Takes what was stored by any version; a part that is not understood falls back to `fallback`. */
export function readComfort(stored: unknown, fallback: Comfort): Comfort {
  if (typeof stored !== 'object' || stored === null) return fallback;
  const { theme, size, care } = stored as Record<string, unknown>;
  return {
    theme: THEMES.find((one) => one.theme === theme)?.theme ?? fallback.theme,
    size: SIZES.find((one) => one.step === size)?.step ?? fallback.size,
    care: typeof care === 'boolean' ? care : fallback.care,
  };
}
