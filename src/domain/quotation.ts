import type { ArticleDocument } from '../feed';
import { quoted } from './cards/excerpt';
import { publishedDay } from './reader';
import type { ChatShare } from './share';

/** Characters: the title of a card in a chat shows about two lines. */
const TITLE = 56;
/** Of a longer paragraph: （节选） has to stand behind it. */
const PART = 54;

/** A share whose words are a paragraph of the article, or its first sentences and （节选）. */
export function quotationShare(share: ChatShare, text: string, picture: string | undefined): ChatShare {
  const { text: words, isPart } = quoted(text, TITLE, PART);
  return {
    ...share,
    title: `“${words}”${isPart ? '（节选）' : ''}`,
    imageUrl: picture ?? share.imageUrl,
  };
}

/** How others quote the article: title, account, date, address. */
export function citation(document: ArticleDocument): string {
  const { title, headline, byline, url } = document;
  const { channel, column } = byline;
  const name = title || headline || '（标题没有收录）';
  return [`《${name}》`, `${channel}“${column}”，${publishedDay(document)}`, ...(url ? [url] : [])].join(
    '\n',
  );
}
