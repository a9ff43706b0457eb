import Taro from '@tarojs/taro';
import type { CardContext } from '../domain/cards';
import type { Drawable, Easel } from '../stores/ports';

/** WeChat's canvas node of `<Canvas type="2d" id="easel">`; the typings know it only loosely. */
interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: '2d'): (CardContext & { scale(x: number, y: number): void }) | null;
  createImage(): { src: string; width: number; height: number; onload: () => void; onerror: () => void };
}

/** A picture that takes longer is left out: the drawing has a layout without it. So long a drawing may take, too. */
const PATIENCE = 8000;
/** Four bytes a pixel: 16 MB, which a cheap phone can spare for a moment. */
const PIXELS = 4_100_000;

function canvas(): Promise<CanvasNode> {
  return new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select('#easel')
      .fields({ node: true })
      .exec(([found]: [{ node?: CanvasNode } | null]) => {
        if (found?.node) resolve(found.node);
        else reject(new Error('there is no canvas #easel'));
      });
  });
}

/** Draws on the canvas, which nobody else draws on meanwhile, and gives the picture's file. */
async function paint([width, height]: readonly [number, number], draw: (context: CardContext) => void) {
  const node = await canvas();
  const scale = Math.min(2, Taro.getWindowInfo().pixelRatio, Math.sqrt(PIXELS / (width * height)));
  node.width = Math.round(width * scale);
  node.height = Math.round(height * scale);
  try {
    const context = node.getContext('2d');
    if (!context) throw new Error('there is no 2d context');
    context.scale(scale, scale);
    draw(context);
    const { tempFilePath } = await Taro.canvasToTempFilePath({
      canvas: node as never,
      destWidth: node.width,
      destHeight: node.height,
      fileType: 'jpg',
      quality: 0.92,
    });
    return tempFilePath;
  } finally {
    // The bitmap's memory goes back at once.
    node.width = 1;
    node.height = 1;
  }
}

/** Settles as the work does, or fails when that takes too long. */
const within = <T>(work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it was not drawn in time')), PATIENCE);
    const end = () => clearTimeout(timer);
    work.then(resolve, reject).then(end, end);
  });

/** Settles when the canvas is free: a second drawing on it would take the size, and the picture, from the first. */
let free: Promise<unknown> = Promise.resolve();

export const easel: Easel = {
  async load(url) {
    const image = (await canvas()).createImage();
    return new Promise<Drawable>((resolve, reject) => {
      const fail = () => reject(new Error(`${url} was not loaded`));
      const timer = setTimeout(fail, PATIENCE);
      image.onload = () => {
        clearTimeout(timer);
        resolve({ image, width: image.width, height: image.height });
      };
      image.onerror = () => {
        clearTimeout(timer);
        fail();
      };
      image.src = url;
    });
  },
  draw(size, draw) {
    const drawn = free.then(() => within(paint(size, draw)));
    free = drawn.catch(() => {});
    return drawn;
  },
  has(file) {
    try {
      Taro.getFileSystemManager().accessSync(file);
      return true;
    } catch {
      return false;
    }
  },
};
