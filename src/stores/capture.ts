import { runInAction } from 'mobx';
import { fileOf } from '../domain/poster';
import { observe } from './observed';
import type { PosterStore } from './poster-store';

/** Draws the poster that is offered in place of a screenshot. Where no canvas is on the page, it has one meanwhile. */
export class Capture {
  /** How many are being drawn: as long as there are, the page has a canvas. */
  drawings = 0;

  /** @param posterOf what is drawn, each time anew; undefined while there is nothing to draw */
  constructor(private readonly posterOf: () => PosterStore | undefined) {
    observe<Capture>(this).except('posterOf');
  }

  /** The picture's file; undefined where it could not be drawn. */
  async draw(): Promise<string | undefined> {
    const poster = this.posterOf();
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
