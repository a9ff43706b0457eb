/*
 * Colours of the drawn grounds (design/ui/grounds.md 3): flat ones of the cards, and those that change with the
 * light of the day, so that two articles of one subject do not look alike.
 */

/** What has the same colour in any light. */
const FIXED = {
  plate: '#0B6E4F',
  plateShade: '#095B42',
  white: '#F7FAF7',
  pale: '#DCE6E0',
  grey: '#B3C0B9',
  steel: '#8C9A93',
  concrete: '#C6D1CB',
  yellow: '#F6B800',
  amber: '#E09F00',
  red: '#C8684A',
  redShade: '#A9482F',
  asphalt: '#3A4541',
  asphaltLight: '#4A5651',
  dark: '#26302C',
  glass: '#34504A',
  ink: '#2F4A44',
  skin: '#E9C3A0',
  trunk: '#5B5148',
  tree: '#4C8A74',
  treeShade: '#3E7563',
  /** Jackets that are to be seen. */
  vest: '#D9E84A',
  cone: '#E0653C',
  paper: '#FBFCF8',
  sand: '#EBDDB0',
  mint: '#5CCBA3',
  /** Curtain and flags of a hall. */
  curtain: '#B94736',
  curtainShade: '#A63A2C',
  flag: '#C2412D',
  gloss: 'rgba(255,255,255,.38)',
  glossFaint: 'rgba(255,255,255,.14)',
  shadow: 'rgba(15,22,19,.4)',
  shadowFaint: 'rgba(21,33,27,.1)',
};

const DAY = {
  ...FIXED,
  sky: '#8FC3C9',
  skyLow: '#EAF0E0',
  sun: '#FBE3A4',
  glow: 'rgba(251,227,164,.4)',
  cloud: '#F7FAF7',
  far: '#B7D4CB',
  mid: '#8FBBAE',
  near: '#6FA58F',
  grass: '#C7D9A2',
  grassMid: '#A9C78F',
  grassNear: '#8FB67C',
  water: '#86BBB8',
  waterNear: '#3B807B',
  city: '#BFD7CF',
  cityNear: '#9CBDB2',
  lit: '#E9F2EC',
  wall: '#DCE9E2',
  wallLine: '#C9DBD1',
  night: '#12323C',
  nightLow: '#1E4F55',
  snowSky: '#6F8F9E',
  snowLow: '#D5E2E3',
  peak: '#AFC3C9',
  storm: '#5C7C88',
  stormLow: '#C4D3D2',
  stormCity: '#93ABAE',
  stormCityNear: '#7C989C',
  stormCloud: '#7F9AA4',
  stormCloudNear: '#A9BDC3',
  soil: '#D9CDA6',
  soilNear: '#BFAE84',
};

/** The colours of one ground. */
export type Light = Readonly<typeof DAY>;

/** In the order in which an article's number picks one. */
export const LIGHTS = {
  day: DAY,
  dawn: {
    ...DAY,
    sky: '#B4D0C6',
    skyLow: '#FBE7C6',
    sun: '#FFD284',
    glow: 'rgba(255,214,140,.45)',
    cloud: '#FFF8EA',
    far: '#D3D5BC',
    mid: '#AFC4A6',
    near: '#86AC8E',
    grass: '#D3DAA0',
    water: '#B2C9B8',
    waterNear: '#4C8A80',
    city: '#D6DAC6',
    cityNear: '#B4C4AE',
    lit: '#FFF3D6',
    wall: '#F2EAD6',
    wallLine: '#E3D8BC',
    night: '#1C3B36',
    nightLow: '#2C6050',
    snowSky: '#93A8A8',
    snowLow: '#F2E6D2',
    peak: '#BCC4BC',
    storm: '#6B8484',
    stormLow: '#D9D6C4',
    stormCity: '#AEB3A2',
    stormCityNear: '#939E8F',
    stormCloud: '#8C9C92',
    stormCloudNear: '#BEC5B8',
    soil: '#E3D3A2',
    soilNear: '#C9B37E',
  },
  dusk: {
    ...DAY,
    sky: '#4F8090',
    skyLow: '#F1D5B2',
    sun: '#FBCB8C',
    glow: 'rgba(251,203,140,.4)',
    cloud: '#E8DCCB',
    far: '#A3B8B1',
    mid: '#759A92',
    near: '#568177',
    grass: '#AFC495',
    grassMid: '#8FB184',
    grassNear: '#769E72',
    water: '#8AAAA4',
    waterNear: '#2F6C6C',
    city: '#9BB3AE',
    cityNear: '#6F918B',
    lit: '#FCDDA0',
    wall: '#C6D6D8',
    wallLine: '#B0C4C7',
    night: '#15233D',
    nightLow: '#24466A',
    snowSky: '#425D6D',
    snowLow: '#C9C4C2',
    peak: '#8FA3AB',
    storm: '#3B5664',
    stormLow: '#A3B1B3',
    stormCity: '#6F868E',
    stormCityNear: '#56707A',
    stormCloud: '#4A6470',
    stormCloudNear: '#8398A1',
    soil: '#C4B48E',
    soilNear: '#A3926C',
  },
} as const satisfies Record<string, Light>;

export type LightName = keyof typeof LIGHTS;
const NAMES = Object.keys(LIGHTS) as LightName[];

/** FNV-1a over the characters, then a mix of its bits: its last ones alone are uneven over our ids. */
function number(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The light of an article and whether its picture is mirrored: one of six, the same in every publication. */
export function sightOf(id: string): { light: LightName; mirrored: boolean } {
  const n = number(id);
  return { light: NAMES[n % NAMES.length]!, mirrored: Math.floor(n / NAMES.length) % 2 === 1 };
}
