import type { BlockContext } from '../../components/blocks';
import { picturesOf } from '../../domain/pictures';
import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import { copyText } from './copy';

/**
 * What the blocks may ask of the page: pictures full screen, links, the original.
 * @param width of the text column, in px
 */
export function contextOf(
  { source, ports }: Stores,
  document: ArticleDocument,
  width: number,
): Omit<BlockContext, 'tries'> {
  const { originals, messages, device } = ports;
  const follow = async (href: string) => {
    if (/^https?:\/\/mp\.weixin\.qq\.com\//.test(href) && (await originals.open(href))) return;
    await copyText(messages, href);
  };
  const { url } = document;
  return {
    url: source.url,
    width,
    pixels: width * 2,
    selectable: device.singlePage || device.desktop,
    onPicture: (src) =>
      messages.preview(
        picturesOf(document).map((one) => source.url(one.src)),
        source.url(src),
      ),
    onLink: (href) => void follow(href),
    onProgram: async (appId, path) => {
      if (!(await originals.openProgram(appId, path))) messages.toast('没有打开，请在微信里搜索这个小程序');
    },
    onOriginal: url ? () => void follow(url) : undefined,
  };
}
