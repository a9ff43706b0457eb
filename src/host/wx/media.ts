import { asCanvasNode, type CanvasNode } from '../builtins/canvas';
import { ApiFailure } from '../core/failure';
import type { Files } from '../phone/files';
import { type ApiGroup, type ApiOptions, asyncApi, text } from './api';

/** Pictures: looking at them, drawing them, keeping them. */
export const mediaApis: ApiGroup = ({ core, ui, files, permissions, pictures }) => {
  return {
    previewImage: asyncApi(core, 'previewImage', (options) => {
      const urls = (options.urls as string[] | undefined) ?? [];
      if (urls.length === 0) throw new ApiFailure('parameter error: urls is empty');
      ui.set({ preview: { urls, current: text(options, 'current') || urls[0]! } });
    }),
    getImageInfo: asyncApi(core, 'getImageInfo', async (options) => {
      const src = text(options, 'src');
      const found = pictures.imageUrl(src);
      if ('fault' in found) throw new ApiFailure(found.fault);
      const picture = new Image();
      picture.src = found.url;
      await picture.decode().catch(() => {
        throw new ApiFailure(`${src} could not be read`);
      });
      return {
        width: picture.naturalWidth,
        height: picture.naturalHeight,
        path: src,
        orientation: 'up',
        type: 'jpeg',
      };
    }),
    createOffscreenCanvas: (options: { width?: number; height?: number } = {}): CanvasNode => {
      const canvas = document.createElement('canvas');
      canvas.width = options.width ?? 300;
      canvas.height = options.height ?? 150;
      return asCanvasNode(canvas, (src) => {
        const found = pictures.imageUrl(src);
        return 'url' in found ? found.url : 'data:,';
      });
    },
    canvasToTempFilePath: asyncApi(core, 'canvasToTempFilePath', (options) => toFile(options, files)),
    saveImageToPhotosAlbum: asyncApi(
      core,
      'saveImageToPhotosAlbum',
      async (options) => {
        await permissions.askAlbum();
        const path = text(options, 'filePath');
        if (/^https?:/.test(path)) throw new ApiFailure('invalid file type');
        if (path.startsWith('wxfile://') && !files.has(path)) throw new ApiFailure('no such file');
        ui.saved.push(path);
      },
      'user',
    ),
  };
};

function toFile(options: ApiOptions, files: Files): { tempFilePath: string } {
  const source = options.canvas as HTMLCanvasElement | undefined;
  if (!source)
    throw new ApiFailure('canvas is empty: canvas 2D needs the node, canvasId is the old interface');
  const { x, y, width, height } = {
    x: Number(options.x ?? 0),
    y: Number(options.y ?? 0),
    width: Number(options.width ?? source.width),
    height: Number(options.height ?? source.height),
  };
  const target = document.createElement('canvas');
  target.width = Number(options.destWidth ?? width);
  target.height = Number(options.destHeight ?? height);
  const context = target.getContext('2d');
  if (!context) throw new ApiFailure('this document has no canvas');
  context.drawImage(source, x, y, width, height, 0, 0, target.width, target.height);
  const jpeg = text(options, 'fileType') === 'jpg';
  const url = target.toDataURL(jpeg ? 'image/jpeg' : 'image/png', Number(options.quality ?? 1));
  const path = files.temporary(jpeg ? 'jpg' : 'png');
  const base64 = url.slice(url.indexOf(',') + 1);
  files.write(
    path,
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  );
  return { tempFilePath: path };
}
