import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { page } from '../fixtures/publisher/generate';
import { type Figures, median, seconds } from './figures';

/*
 * The same texts, published by us and written as pages from Markdown by Eleventy, a site generator that is in wide
 * use: how fast a machine is shows in both. Each in a process of its own, one after the other, in one run.
 */

const ROOT = path.join(__dirname, '../..');
const COUNT = 10_000;
const CLI = path.join(ROOT, 'src/publisher/start.cjs');
const ELEVENTY = path.join(ROOT, 'node_modules/@11ty/eleventy/cmd.cjs');

const LAYOUT = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><time>{{ date }}</time><main>{{ content }}</main></body></html>
`;

/** The text of a saved page as Markdown. */
function markdownOf(html: string): string {
  const title = /<h1[^>]*>(.*?)<\/h1>/.exec(html)![1]!;
  const time = Number(/var ct = "(\d+)"/.exec(html)![1]) * 1000;
  const body = html.slice(html.indexOf('id="js_content"'), html.lastIndexOf('</div>'));
  const text = [...body.matchAll(/<(h2|p)[^>]*>(.*?)<\/\1>/g)].map(([, tag, inner]) => {
    const words = inner!.replace(/<[^>]+>/g, '');
    return tag === 'h2' ? `## ${words}` : words;
  });
  const front = [
    '---',
    `title: ${JSON.stringify(title)}`,
    `date: ${new Date(time).toISOString()}`,
    'layout: page.liquid',
    '---',
  ];
  return `${front.join('\n')}\n${text.join('\n\n')}\n`;
}

/** How long a program takes, with all that it starts. */
const running = (argv: readonly string[], cwd: string): Promise<number> =>
  seconds(() => promisify(execFile)(process.execPath, argv, { cwd, maxBuffer: 1 << 26 }));

/** Rounds of both, in turns: what else the machine does falls on both. */
const ROUNDS = 3;

/** Seconds of both over so many articles, and how many times Eleventy's time ours is: medians. */
export async function eleventyFigures(count = COUNT): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'eleventy-bench-'));
  try {
    const [pages, markdown] = [path.join(folder, 'pages'), path.join(folder, 'markdown')];
    await mkdir(pages);
    await mkdir(path.join(markdown, '_includes'), { recursive: true });
    await writeFile(path.join(markdown, '_includes/page.liquid'), LAYOUT);
    for (let index = 0; index < count; index += 1) {
      const { name, html } = page(index);
      await writeFile(path.join(pages, name), html);
      await writeFile(path.join(markdown, name.replace('.html', '.md')), markdownOf(html));
    }
    const rounds: { ours: number; theirs: number }[] = [];
    // Nothing is deleted in between: a file system is slow to make files for some minutes after it.
    for (let round = 0; round < ROUNDS; round += 1) {
      const [feed, site] = [path.join(folder, `feed${round}`), path.join(folder, `site${round}`)];
      const publishing = ['publish', '--from', pages, '--to', feed, '--no-images', '--no-cards'];
      const ours = await running([CLI, ...publishing], ROOT);
      const theirs = await running([ELEVENTY, '--quiet', `--input=${markdown}`, `--output=${site}`], folder);
      const written = (await readdir(site)).length;
      if (written < count) throw new Error(`Eleventy wrote ${written} of ${count} pages`);
      rounds.push({ ours, theirs });
    }
    return {
      'publish.10k.s': median(rounds.map(({ ours }) => ours)),
      'eleventy.10k.s': median(rounds.map(({ theirs }) => theirs)),
      'publish.vs_eleventy': median(rounds.map(({ ours, theirs }) => ours / theirs)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
