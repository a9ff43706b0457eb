/** Colours of the cards (spec 1, light column; cards do not follow the theme). */
export const INK = {
  plate: '#0B6E4F',
  white: '#FFFFFF',
  /** Second line on a plate. */
  onPlate: '#DDF0E7',
  /** The lane, and nothing else. */
  yellow: '#F6B800',
  ink: '#15211B',
  ink2: '#42524A',
  ink3: '#5A6A62',
  paper: '#F6F8F4',
  asphalt: '#2B322F',
  post: '#8C9A93',
  sky: '#E4EFEC',
  hills: '#C9DCD2',
  verge: '#CFE0D4',
  vergeShade: '#BFD5C6',
} as const;

/** What phones have; the last is the publisher's, the preview's and the tests'. */
const FAMILY = '"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans SC",sans-serif';

export const font = (size: number, bold: boolean): string => `${bold ? 'bold ' : ''}${size}px ${FAMILY}`;
