import { isWithdrawn, parseArticle } from '../../../../src/feed';
import { closure, readJson } from '../../support';
import type { Done, Job, Server } from './process';
import type { Story } from './story';

/* What is to be had of a feed whose memory was lost: the same articles, if not the same files. */

/** Runs until it says nothing of the memory any more: at most one run refuses, and says why. */
export async function mended(server: Server, job: Job): Promise<Done & { refused: boolean }> {
  const done = await server.run(job);
  const { error, isOurs } = done;
  if (error === undefined) return { ...done, refused: false };
  expect({ error, isOurs }).toEqual({ error: expect.stringMatching(/^发布记录.*再运行一次/), isOurs: true });
  const again = await server.run(job);
  expect(again).not.toHaveProperty('error');
  return { ...again, refused: true };
}

/** Which articles a feed has, in which edition, and which it says are withdrawn. */
export async function articlesOf(feed: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await closure(feed)).keys()) {
    if (!name.startsWith('articles/')) continue;
    const document = parseArticle(readJson(feed, name));
    found[name] = isWithdrawn(document) ? 'withdrawn' : document.v;
  }
  return found;
}

/** The feed is whole, has the articles of the reference and nothing of those that were withdrawn. */
export async function expectWhole({ story, to }: { story: Story; to: string }): Promise<void> {
  expect(await articlesOf(to)).toEqual(await articlesOf(story.reference));
  story.expectNoWithdrawn(to);
}
