import type { BootOptions, Theme } from '../core/options';

/** The phone and WeChat as the program can ask about them. */
export class Phone {
  theme: Theme;
  fontSizeSetting: number;
  width: number;
  height: number;
  readonly darkmode: boolean;

  constructor(
    private readonly options: BootOptions,
    app: { darkmode?: boolean },
  ) {
    this.theme = options.theme ?? 'light';
    this.fontSizeSetting = options.fontSizeSetting ?? 16;
    this.width = options.width ?? 390;
    this.height = options.height ?? 844;
    this.darkmode = app.darkmode === true;
  }

  /** What a program sees of the theme: without `darkmode` it is always light. */
  get shownTheme(): Theme {
    return this.darkmode ? this.theme : 'light';
  }

  get statusBarHeight(): number {
    return this.options.statusBarHeight ?? 47;
  }

  get safeAreaBottom(): number {
    return this.options.safeAreaBottom ?? 34;
  }

  window(): Record<string, unknown> {
    const { width, height, statusBarHeight, safeAreaBottom } = this;
    return {
      pixelRatio: this.options.pixelRatio ?? 3,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: height,
      statusBarHeight,
      screenTop: 0,
      safeArea: {
        left: 0,
        right: width,
        top: statusBarHeight,
        bottom: height - safeAreaBottom,
        width,
        height: height - safeAreaBottom - statusBarHeight,
      },
    };
  }

  /** 87 x 32, ten from the right edge, centred in the 44 high bar under the status bar. */
  menuButton(): Record<string, number> {
    const top = this.statusBarHeight + 6;
    const right = this.width - 10;
    return { width: 87, height: 32, top, bottom: top + 32, right, left: right - 87 };
  }

  appBase(): Record<string, unknown> {
    return {
      SDKVersion: this.options.SDKVersion ?? '3.8.0',
      enableDebug: false,
      language: 'zh_CN',
      version: '8.0.50',
      host: { env: 'WeChat' },
      fontSizeSetting: this.fontSizeSetting,
      fontSizeScaleFactor: this.fontSizeSetting / 16,
      // WeChat tells the theme only to programs that have declared `darkmode`.
      ...(this.darkmode ? { theme: this.theme } : {}),
    };
  }

  device(): Record<string, unknown> {
    const platform = this.options.platform ?? 'ios';
    return {
      abi: 'arm64',
      brand: 'iPhone',
      model: 'iPhone 12',
      system: 'iOS 17.0',
      platform,
      benchmarkLevel: -1,
      memorySize: 4096,
    };
  }
}
