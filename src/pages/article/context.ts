import type { BlockContext } from '../../components/blocks';
import { distinct, isArticle, picturesOf } from '../../domain/pictures';
import type { ArticleDocument, Picture } from '../../feed';
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
  const { messages, device } = ports;
  return {
    url: source.url,
    width,
    pixels: width * 2,
    selectable: device.singlePage || device.desktop,
    onPicture(picture: Picture) {
      const pictures = picturesOf(document);
      const urls = distinct(pictures.map((one) => source.url(one.src)));
      messages.preview(urls, urls[pictures.indexOf(picture)] ?? source.url(picture.src));
    },
    ...(device.singlePage ? {} : ways(ports, document)),
  };
}

/** What leads away from the article. */
function ways(
  { originals, messages }: Stores['ports'],
  { url }: ArticleDocument,
): Pick<BlockContext, 'onLink' | 'onProgram' | 'onOriginal'> {
  const follow = async (href: string) => {
    if (isArticle(href) && (await originals.open(href.replace(/^http:/i, 'https:')))) return;
    await copyText(messages, href);
  };
  return {
    onLink: (href) => void follow(href),
    onProgram: async (appId, path) => {
      if (!(await originals.openProgram(appId, path))) messages.toast('没有打开，请在微信里搜索这个小程序');
    },
    onOriginal: url ? () => void follow(url) : undefined,
  };
}
