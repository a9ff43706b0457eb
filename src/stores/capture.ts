import { runInAction } from 'mobx';
import { fileOf, type PosterKind } from '../domain/poster';
import { observe } from './observed';
import type { PosterStore } from './poster-store';

/**
 * Draws what WeChat waits for: the poster in place of a screenshot, the card of a share. Where no canvas is on the page, it
 * has one meanwhile.
 */
export class Capture {
  /** How many are being drawn: as long as there are, the page has a canvas. */
  drawings = 0;

  /** @param posterOf what is drawn, each time anew; undefined while there is nothing to draw */
  constructor(private readonly posterOf: (kind: PosterKind) => PosterStore | undefined) {
    observe<Capture>(this).except('posterOf');
  }

  /** The picture's file; undefined where it could not be drawn. */
  async draw(kind: PosterKind = 'poster'): Promise<string | undefined> {
    const poster = this.posterOf(kind);
    if (!poster) return undefined;
    this.drawings += 1;
    poster.show();
    await poster.drawn;
    runInAction(() => {
      this.drawings -= 1;
    });
    return fileOf(poster.picture);
  }
}
