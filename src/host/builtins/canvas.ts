import { type Builtin, child } from './builtin';

/** What `<canvas type="2d">` gives to a selector query: a canvas whose pictures load like WeChat's. */
export interface CanvasNode extends HTMLCanvasElement {
  createImage?: () => HTMLImageElement;
  requestAnimationFrame?: (run: FrameRequestCallback) => number;
  cancelAnimationFrame?: (id: number) => void;
  createPath2D?: (path?: string | Path2D) => Path2D;
}

/** Gives a canvas WeChat's own methods. Used for `<canvas>` and for off-screen ones alike. */
export function asCanvasNode(canvas: HTMLCanvasElement, imageUrl: (src: string) => string): CanvasNode {
  const node = canvas as CanvasNode;
  node.createImage = () => {
    const picture = new Image();
    picture.crossOrigin = 'anonymous';
    const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
    Object.defineProperty(picture, 'src', {
      get: () => source?.get?.call(picture) as string,
      set: (value: string) => source?.set?.call(picture, imageUrl(value)),
    });
    return picture;
  };
  node.requestAnimationFrame = (run) => requestAnimationFrame(run);
  node.cancelAnimationFrame = (id) => cancelAnimationFrame(id);
  node.createPath2D = (path) => new Path2D(path);
  return node;
}

export const canvas: Builtin = {
  css: 'wx-canvas{display:block;position:relative;width:300px;height:150px}wx-canvas>canvas{display:block;width:100%;height:100%}',
  mount: ({ element, services }) => {
    const inner = child(element, 'canvas');
    return {
      update({ type }) {
        if (type !== '2d')
          throw new Error('<canvas> without type="2d" is WeChat’s old interface: the host has only the new');
      },
      exposes: asCanvasNode(inner, (src) => {
        const found = services.imageUrl(src);
        return 'url' in found ? found.url : 'data:,';
      }),
    };
  },
};
