import type { ArticleDocument } from '../feed';
import { shortened } from './cards/excerpt';
import { publishedDay } from './reader';
import type { ChatShare } from './share';

/** Characters: the title of a card in a chat shows about two lines. */
const TITLE = 56;

/** A share whose words are a paragraph of the article. */
export function quotationShare(share: ChatShare, text: string, picture: string | undefined): ChatShare {
  const line = text.replace(/\s+/g, ' ').trim();
  return { ...share, title: `“${shortened(line, TITLE)}”`, imageUrl: picture ?? share.imageUrl };
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
