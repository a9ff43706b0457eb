/** What the compiler hands to the host: one JSON-serialisable value, so that a browser can be sent it. */
export interface Package {
  /** Logic-layer code by file name, `.js` included. */
  js: Record<string, string>;
  /** Parsed `.json` files by file name. */
  json: Record<string, PackageJson>;
  /** Converted stylesheets by path without `.wxss`, imports inlined. */
  css: Record<string, string>;
  /** One JavaScript expression holding every template's generated code. */
  groups: string;
  /** Components that a page can reach, pages first, by path without suffix. */
  components: string[];
  pages: string[];
  /** Built-in tags in use and, for each, the attributes that templates set. */
  tags: Record<string, string[]>;
  /** Every other file of the folder (pictures), so that a missing one can be told from a present one. */
  assets: string[];
}

export interface PackageJson {
  pages?: string[];
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  window?: WindowConfig;
  usingComponents?: Record<string, string>;
  component?: boolean;
  styleIsolation?: string;
  style?: string;
  tabBar?: { custom?: boolean; list: { pagePath: string; text: string }[] };
  darkmode?: boolean;
  themeLocation?: string;
  [key: string]: unknown;
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: string;
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

/** Several faults of a package at once, each naming its file. */
export class PackageError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The compiled mini-program has ${problems.length} fault(s):\n${problems.map((p) => `- ${p}`).join('\n')}`,
    );
    this.name = 'PackageError';
  }
}
