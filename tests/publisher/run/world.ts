import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { blockTexts } from '../../../src/domain/text';
import {
  type ArticleDocument,
  isArticleId,
  isNamedByContent,
  isWithdrawn,
  parseArticle,
  paths,
} from '../../../src/feed';
import { restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { Walk } from '../../../src/publisher/commands/walk';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import type { Report } from '../../../src/publisher/report';
import { GRACE, type RunOptions } from '../../../src/publisher/run/run';
import { titleIdentity } from '../../../src/publisher/source/identity';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import {
  changed,
  closure,
  headOf,
  plain,
  readJson,
  snapshot,
  strays,
  temporary,
  waiting,
  write,
} from '../support';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const ACCOUNT = '示例交通';
const CITIES = ['青岛 | ', '济南 | ', '', ''];

interface Article {
  n: number;
  id: string;
  title: string;
  /** Seconds since 1970. */
  time: number;
  edition: number;
  state: 'titled' | 'living' | 'withdrawn';
  /** Whether its page was published: a page that says it is deleted is known by that. */
  known?: boolean;
  /** Whether it was ever withdrawn: files that showed it went then, be it back by now. */
  wasWithdrawn?: boolean;
}

/**
 * A column that is published run after run, with what must be true of its feed after each. What is said of an
 * article carries a mark that stands nowhere else: `题标7，` in its title, `摘标7，` in its digest, `文标7，` in its text.
 */
export class World {
  readonly articles: Article[] = [];
  now = START;
  /** Whether files were lost since the last run: nobody is led to those. */
  private broken = false;
  private readonly root = temporary();
  readonly from = path.join(this.root, 'from');
  readonly to = path.join(this.root, 'to');
  /** Heads that readers may hold, with the moment from which on each was an old one. */
  private readonly held: { head: string; until: number }[] = [];
  /** What each file held, in any of its editions. */
  private readonly seen = new Map<string, string>();

  constructor(private readonly next: () => number) {
    write(this.from, { 'readme.md': '' });
  }

  pick = <T>(all: readonly T[]): T => all[Math.floor(this.next() * all.length)]!;
  private readonly upto = (most: number) => Math.floor(this.next() * (most + 1));

  of(...states: Article['state'][]): Article[] {
    return this.articles.filter(({ state }) => states.includes(state));
  }

  private make(time: number, state: Article['state']): Article {
    const n = this.articles.length + 1;
    const title = `${this.pick(CITIES)}题标${n}，${this.pick(['桥', '路', '港'])}`;
    const id = articleId(`message:MzA1MDAwMDAwMQ==:${n}:1`);
    const article: Article = { n, id, title, time, edition: 1, state };
    this.articles.push(article);
    return article;
  }

  private save(one: Article): void {
    const { n, title, time, edition } = one;
    const body = `<p>文标${n}，第${edition}版。${this.pick(['大桥养护', '公交延长', '港口铁路'])}的一段正文。</p>`;
    write(this.from, {
      [`${n}.html`]: ordinaryPage({ title, mid: `${n}`, time, digest: `摘标${n}，${edition % 2}`, body }),
    });
    one.state = 'living';
  }

  /** One more article; the newest one, or back-dated. */
  add(isNewest = true): void {
    const newest = START / 1000 + this.articles.length * 60;
    this.save(this.make(isNewest ? newest : START / 1000 - this.upto(10_000_000), 'living'));
  }

  /** A captured text: an article, and the titles of others, one of which may be there already. */
  capture(): void {
    const other = this.make(START / 1000 - 86_400, 'titled');
    const listed = [other, ...(this.articles.length > 3 ? [this.pick(this.articles)] : [])];
    const stamp = new Date(START + 8 * HOUR + other.n * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    const lines = listed.map(({ title }) => `${ACCOUNT} · ${title} · 3 天前\n`).join('');
    const text = `${lines}\n原创${other.n}\n\n${ACCOUNT} · 公众号 · 山东 · ${stamp}\n\n正文\n原创的一段。`;
    write(this.from, { [`${other.n}.txt`]: text });
  }

  /** The whole article comes whose title was captured. */
  complete(one: Article): void {
    this.save(one);
  }

  edit(one: Article): void {
    one.edition += 1;
    this.save(one);
  }

  /** Back to what the file was first. */
  putBack(one: Article): void {
    one.edition = 1;
    this.save(one);
  }

  withdraw(one: Article): void {
    if (!one.known) return;
    write(this.from, { [`${one.n}.html`]: deletedPage() });
    one.state = 'withdrawn';
    one.wasWithdrawn = true;
  }

  /** An editor withdraws it, though its page is still there. */
  async withdrawByCommand(one: Article): Promise<void> {
    await this.watched((options) => withdraw({ which: [one.id], ...options }));
    one.state = 'withdrawn';
    one.wasWithdrawn = true;
  }

  /** An editor takes its withdrawal back: it is as its page was last, be that one that says that it is gone. */
  async restore(one: Article): Promise<void> {
    await this.watched((options) => restore({ which: [one.id], ...options }));
    one.state = 'living';
  }

  loseMemory(): void {
    rmSync(memoryFile(`${this.to}.archive`), { force: true });
  }
  loseFeed(): void {
    rmSync(this.to, { recursive: true, force: true });
    this.broken = true;
  }
  loseSome(): void {
    const names = [...snapshot(this.to).keys()];
    for (let at = this.upto(4); at >= 0 && names.length > 0; at -= 1)
      rmSync(path.join(this.to, this.pick(names)), { force: true });
    this.broken = true;
  }

  run(command: 'publish' | 'rebuild' = 'publish'): Promise<Report> {
    const { from } = this;
    return this.watched((options) =>
      command === 'publish' ? publish({ from: [from], ...options }) : rebuild(options),
    );
  }

  /** Carries out a run, and notes what readers may have seen of it. */
  private async watched(work: (options: RunOptions) => Promise<Report>): Promise<Report> {
    const { to, now } = this;
    const head = path.join(to, paths.head);
    const before = existsSync(head) ? readFileSync(head, 'utf8') : null;
    const report = await work({ to, ...plain, now: () => now });
    if (this.broken) this.held.length = 0;
    else if (before !== null && before !== readFileSync(head, 'utf8'))
      this.held.push({ head: before, until: now + GRACE });
    this.broken = false;
    for (const one of this.of('living')) one.known = true;
    for (const name of snapshot(to).keys()) {
      if (isNamedByContent(name) && this.seen.has(name)) continue;
      this.seen.set(name, (this.seen.get(name) ?? '') + readFileSync(path.join(to, name), 'utf8'));
    }
    return report;
  }

  /** A run with nothing new writes nothing and changes no byte, of the archive neither. */
  async expectStill(): Promise<void> {
    const before = [snapshot(this.to), snapshot(`${this.to}.archive`)] as const;
    expect(await this.run()).toMatchObject({ written: 0, removed: 0, new: 0, changed: 0, withdrawn: 0 });
    expect(changed(before[0], snapshot(this.to))).toEqual([]);
    expect(changed(before[1], snapshot(`${this.to}.archive`))).toEqual([]);
  }

  async expectSound(): Promise<void> {
    const led = await closure(this.to);
    expect(await strays(this.to)).toEqual([]);
    const { late, all } = waiting(this.to, this.now - GRACE);
    expect([late, all.filter((name) => led.has(name))]).toEqual([[], []]);
    this.expectArticles([...led.keys()]);
    this.expectWithdrawn();
    await this.expectReaders();
  }

  /** The feed holds the articles that it should, each as its file says now. */
  private expectArticles(led: readonly string[]): void {
    const documents = new Map<string, ArticleDocument>();
    for (const name of led.filter((one) => one.startsWith('articles/'))) {
      const found = parseArticle(readJson(this.to, name));
      if (!isWithdrawn(found)) documents.set(found.id, found);
    }
    const ids = this.articles.flatMap((one) =>
      one.state === 'living' ? one.id : one.state === 'titled' ? titleId(one) : [],
    );
    const originals = [...documents.values()].filter(({ title }) => title.startsWith('原创'));
    const others = [...documents.keys()].filter((id) => !originals.some((one) => one.id === id));
    expect(others.sort()).toEqual(ids.sort());
    for (const { id, n, title, edition } of this.of('living')) {
      const found = documents.get(id)!;
      expect([id, found.title]).toEqual([id, title]);
      expect(blockTexts(found.blocks).join()).toContain(`文标${n}，第${edition}版`);
    }
  }

  /** No public file holds anything of what was withdrawn, neither those that wait for their end. */
  private expectWithdrawn(): void {
    const gone = this.of('withdrawn');
    const { withdrawn } = headOf(this.to)._column;
    expect(new Set(withdrawn)).toEqual(new Set(gone.map(({ id }) => id)));
    const mark = new Set(gone.flatMap(({ n }) => [`题标${n}，`, `摘标${n}，`, `文标${n}，`]));
    const ids = new Set(gone.flatMap((one) => [one.id, titleId(one)]));
    for (const name of snapshot(this.to).keys()) {
      const text = readFileSync(path.join(this.to, name), 'utf8');
      const found = (text.match(/[题摘文]标\d+，/g) ?? []).filter((one) => mark.has(one));
      const mayName = name === paths.head || name.startsWith('withdrawn/');
      for (const [, id] of mayName ? [] : text.matchAll(/"id":"(\w+)"/g))
        if (ids.has(id!) && name !== paths.article(id!)) found.push(id!);
      expect([name, found]).toEqual([name, []]);
    }
  }

  /** Whoever holds an old head is led to what it names, with those bytes, but for what a withdrawal took. */
  private async expectReaders(): Promise<void> {
    const gone = this.articles.flatMap((one) => (one.wasWithdrawn ? [one.id, titleId(one)] : []));
    for (const { head, until } of this.held.filter((one) => one.until >= this.now)) {
      const view = temporary();
      for (const name of readdirSync(this.to))
        if (name !== paths.head) symlinkSync(path.join(this.to, name), path.join(view, name));
      writeFileSync(path.join(view, paths.head), head);
      const taken = (name: string) => gone.some((id) => this.seen.get(name)?.includes(`"${id}"`));
      const missing: string[] = [];
      const walk = new Walk(view, {
        fault: (where, message) => {
          const name = /缺少文件 (\S+)/.exec(message)?.[1] ?? (message === '缺少这个文件' ? where : null);
          const isNewer = message === '与列表里的不是同一版' || message.includes('已撤回');
          if (name ? !taken(name) : gone.length === 0 && !isNewer)
            missing.push(`${where}: ${message} (until ${until - this.now})`);
        },
      });
      await walk.run();
      rmSync(view, { recursive: true });
      expect(missing).toEqual([]);
    }
  }
}

function titleId({ title }: Article): string {
  const id = articleId(titleIdentity(ACCOUNT, title));
  if (!isArticleId(id)) throw new Error(id);
  return id;
}
