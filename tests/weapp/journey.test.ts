import { feedArticle, feedHead, plain, readerJourney, textsOf } from './journey';
import { closeAll, folderTransport, ROOT, start, weapp } from './support';

afterEach(() => closeAll());

describe('the compiled program', () => {
  it('takes a reader from the list to an article, to a friend’s chat and back into the article', async () => {
    await expect(readerJourney(weapp(), new Set(), [])).resolves.toBeUndefined();
  });

  it('shows every character of every article that can be opened', async () => {
    const transport = folderTransport(`${ROOT}/dist/feed`);
    const opened: string[] = [];
    for (const { id, title } of feedHead().items) {
      const host = await start({ transport, path: `pages/article/index?id=${id}`, scene: 1007 });
      const article = feedArticle(id);
      // A build without a feed holds only the newest articles; of the others it says honestly that it has none.
      if (
        !article ||
        (!plain(host.text()).includes(plain(article.headline)) && transport.asked.length === 0)
      ) {
        host.close();
        continue;
      }
      opened.push(title);
      const shown = plain(host.text());
      expect(textsOf(article.blocks).filter((text) => !shown.includes(plain(text)))).toEqual([]);
      host.close();
    }
    expect(opened.length).toBeGreaterThan(0);
  });
});
