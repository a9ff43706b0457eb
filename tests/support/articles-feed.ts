import { type ArticleDocument, folders, paths } from '../../src/feed';
import type { Transport } from '../../src/host';

/** One grey pixel as a PNG: what every picture of this feed is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKAjM1mJgAAAABJRU5ErkJggg==',
  'base64',
);

/** A feed that holds these articles and nothing else; what is asked for is noted. */
export const articlesFeed = (...documents: ArticleDocument[]) =>
  filesFeed(new Map(documents.map((one) => [paths.article(one.id), one])));

/** A feed of these files, by path, and of any picture; what is asked for is noted. */
export function filesFeed(files: ReadonlyMap<string, unknown>): Transport & { asked: string[] } {
  const asked: string[] = [];
  const transport: Transport = async ({ url }) => {
    const path = new URL(url).pathname.replace(/^.*?\/feed\//, '');
    asked.push(path);
    if (path.startsWith(folders.images))
      return { status: 200, header: {}, body: Uint8Array.from(PIXEL).buffer };
    const found = files.get(path);
    const body = Uint8Array.from(Buffer.from(found ? JSON.stringify(found) : '')).buffer;
    return { status: found ? 200 : 404, header: {}, body };
  };
  return Object.assign(transport, { asked });
}
