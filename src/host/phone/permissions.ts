import type { Core } from '../core/core';
import { ApiFailure } from '../core/failure';
import type { BootOptions } from '../core/options';
import type { Ui } from './ui';

const ASKED: Record<string, string> = { 'scope.writePhotosAlbum': '保存图片到你的相册' };

/** What the user has allowed. The first use asks; a refusal stays until it is taken back in the settings. */
export class Permissions {
  #answers: Map<string, boolean>;
  /** The phone's switch for WeChat itself, under that for the program. */
  album: NonNullable<BootOptions['albumOfPhone']>;

  constructor(
    private readonly core: Core,
    private readonly ui: Ui,
  ) {
    this.album = core.options.albumOfPhone ?? 'authorized';
    this.#answers = new Map(Object.entries(core.options.permissions ?? {}));
  }

  set(scope: string, allowed: boolean): void {
    this.#answers.set(scope, allowed);
  }

  all(): Record<string, boolean> {
    return Object.fromEntries(this.#answers);
  }

  async ask(scope: string): Promise<void> {
    const known = this.#answers.get(scope);
    const allowed = known ?? (await this.#dialog(scope));
    this.#answers.set(scope, allowed);
    if (!allowed) throw new ApiFailure('auth deny', { errno: 103 });
  }

  /** Writes to the album: the program may, and WeChat may. */
  async askAlbum(): Promise<void> {
    await this.ask('scope.writePhotosAlbum');
    if (this.album === 'denied') throw new ApiFailure('auth denied');
  }

  #dialog(scope: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.ui.set({
        modal: {
          title: '小程序申请',
          content: ASKED[scope] ?? scope,
          showCancel: true,
          cancelText: '拒绝',
          confirmText: '允许',
          cancelColor: '#000000',
          confirmColor: '#07c160',
          editable: false,
          answer: ({ confirm }) => {
            this.ui.set({ modal: null });
            this.core.scheduler.soon(() => resolve(confirm));
          },
        },
      });
    });
  }
}
