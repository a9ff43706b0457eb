import { autorun } from 'mobx';
import { createStores, type Stores } from '../../src/stores';
import { type Ending, LateNetwork, type LateRequest } from './late-network';
import { type LivingColumn, markOf } from './living-column';
import { type FakePorts, fakePorts } from './ports';
import { Broken, ReaderModel, shown } from './reader-model';

/** Lets everything go on that waits for no request and no timer. */
const drain = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Requests after which something that should end does not. */
const MOST_TURNS = 800;
/** Ten minutes, in ms: in steps that tries of one request lie in, and the rest at one go. */
const MINUTES = [1000, 3000, 25_000, 25_000, 25_000, 521_000];

/** A reader with a phone: the program over a late network, and the model that watches it. */
export class Reader {
  readonly model: ReaderModel;
  ports!: FakePorts;
  network!: LateNetwork;
  stores!: Stores;
  /** What has happened, in words. */
  readonly trace: string[] = [];
  /** Pages of articles that are open: id, and what closes each. */
  private visits: { id: string; leave: () => void }[] = [];
  /** What is looked for; null for nothing. */
  private asked: string | null = null;
  private faults: unknown[] = [];
  private isOffline = false;
  private close = () => {};

  /** @param isDead whether the next request is one that nobody will ever answer */
  constructor(
    readonly column: LivingColumn,
    private readonly isDead: () => boolean = () => false,
  ) {
    this.model = new ReaderModel(column);
  }

  /** The program starts, over what an earlier one has kept; of that one nothing goes on. */
  async start(): Promise<void> {
    const before = this.ports;
    const ports = fakePorts();
    if (before) {
      for (const [key, value] of before.stored) ports.stored.set(key, value);
      await ports.advance(before.clock.now() - ports.clock.now());
      this.model.restart();
    }
    // Nothing that is stored is changed in place, so that copies would show nothing.
    ports.cache.read = (key) => ports.stored.get(key);
    ports.cache.write = (key, value) => {
      ports.stored.set(key, value);
      return 'kept';
    };
    this.visits = [];
    this.asked = null;
    this.ports = ports;
    this.network = new LateNetwork(this.column, ports.clock, this.isDead, (path, value) =>
      this.model.received(path, value),
    );
    this.network.isOffline = this.isOffline;
    ports.transport = this.network.transport;
    this.stores = createStores('https://feed.example', { head: null, articles: {} }, ports);
    this.close();
    this.close = this.watch(this.stores);
    await this.do('start', () => this.stores.column.start());
  }

  /** Does something, does not wait for what comes of it, and looks. */
  async do(what: string, action: () => unknown): Promise<void> {
    this.trace.push(what);
    // What goes wrong in the program is not the model's to say.
    const run = async () => action();
    run().catch((error) => this.faults.push(error));
    await this.look();
  }

  /** What is on the screen follows the stores, which keeps what they have worked out. */
  private watch({ column, search }: Stores): () => void {
    return autorun(() => [column.chunks, column.news, column.more, search.results]);
  }

  async look(): Promise<void> {
    await drain();
    const [fault] = this.faults;
    if (fault) throw fault;
    this.model.look(this.stores);
  }

  pull(): Promise<void> {
    const pull = this.model.pull();
    return this.do('pull', async () => {
      await this.stores.column.refresh(true);
      pull.isOver = true;
    });
  }

  showNews(): Promise<void> {
    return this.do('show the news', () => {
      this.model.apply();
      this.stores.column.showNews();
    });
  }

  choose = (list: string) => this.do(`choose ${list}`, () => this.stores.column.choose(list));

  loadMore = () => this.do('older ones', () => this.stores.column.loadMore());

  /** Opens a page with an article: what pages/article and visit-store do. */
  visit(id: string): Promise<void> {
    const { stores } = this;
    return this.do(`visit ${id}`, async () => {
      const opened = stores.articles.open(id);
      this.visits.push({ id, leave: stores.articles.retain(id) });
      await opened;
      if (stores === this.stores && stores.articles.state(id)?.status === 'ready')
        stores.library.opened(id, stores.articles.row(id));
    });
  }

  /** Closes one of the pages. */
  leave(at: number): Promise<void> {
    const [left] = this.visits.splice(at, 1);
    return this.do(`leave ${left?.id ?? 'nothing'}`, () => left?.leave());
  }

  get visited(): string[] {
    return this.visits.map(({ id }) => id);
  }

  /** Looks for something; null clears the field. @param isTyped letter by letter, until typing pauses */
  search(word: string | null, isTyped = false): Promise<void> {
    const { search } = this.stores;
    this.asked = word;
    this.network.hasSearchFailed = false;
    return this.do(`${isTyped ? 'type' : 'search'} ${word}`, () =>
      word === null ? search.clear() : isTyped ? search.type(word) : search.submit(word),
    );
  }

  goOffline(): Promise<void> {
    this.isOffline = true;
    this.network.isOffline = true;
    return this.do('the network is gone', () => {});
  }

  comeOnline(): Promise<void> {
    this.isOffline = false;
    this.network.isOffline = false;
    return this.do('the network is back', () => {
      for (const listener of this.ports.online) listener();
    });
  }

  async advance(ms: number): Promise<void> {
    this.trace.push(`${ms} ms go by`);
    await this.ports.advance(ms);
    await this.look();
  }

  /** Ends a request, and looks. */
  async end(request: LateRequest, ending: Ending): Promise<void> {
    this.trace.push(`  ${this.network.end(request, ending)}`);
    await this.look();
  }

  /** The request for a path, or for what lies in a folder, that has waited longest. */
  request(path: string): LateRequest {
    const found = this.network.pending.find((one) => one.path.startsWith(path));
    if (!found)
      throw new Error(`${path} is not asked for, only ${this.network.pending.map((one) => one.path)}`);
    return found;
  }

  answer = (path: string, ending: Ending = 'now') => this.end(this.request(path), ending);

  /** Ends every request that can end. */
  async flush(next: () => number = () => 0, ending: () => Ending = () => 'now'): Promise<void> {
    for (let turn = 0; this.network.live.length > 0; turn += 1) {
      if (turn > MOST_TURNS) throw new Broken('f', 'it does not end');
      const { live } = this.network;
      await this.end(live[Math.floor(next() * live.length)]!, ending());
    }
  }

  /** Ends every request that can end, also those of the ten minutes that go by. */
  async quiet(next?: () => number, ending?: () => Ending): Promise<void> {
    this.trace.push('quiet');
    for (const ms of MINUTES) {
      await this.flush(next, ending);
      await this.ports.advance(ms);
      await this.look();
    }
    await this.flush(next, ending);
    this.model.lookQuiet(this.stores, this.network, this.visited, this.asked);
  }

  /** None of these has left its title on the device. */
  lookAtStorage(withdrawn: ReadonlySet<string> | readonly string[]): void {
    const stored = JSON.stringify([...this.ports.stored]);
    for (const id of withdrawn)
      if (stored.includes(markOf(id))) throw new Broken('a', 'storage holds the withdrawn', id);
  }

  /** Everything answers again: what had failed has healed by itself, and every list tells what the server has. */
  async heal(): Promise<void> {
    await this.comeOnline();
    await this.quiet();
    const { column, articles, search } = this.stores;
    if (column.status.status !== 'ready')
      throw new Broken('f', 'not healed: the column is', column.status.status);
    if (column.more === 'failed') throw new Broken('f', `not healed: ${column.list}`);
    for (const id of this.visited) {
      const state = articles.state(id);
      const isWell = state?.status === 'withdrawn' || (state?.status === 'ready' && !state.stale);
      if (!isWell) throw new Broken('f', `not healed: ${id}`, state?.status);
    }
    const { status } = search;
    const isFault = status.status === 'ready' && status.failure !== null && this.column.head._column.search;
    if (isFault || search.more === 'failed') throw new Broken('f', 'not healed: the search', status);
  }

  /** Reads the chosen list to its end. */
  async toEnd(): Promise<void> {
    for (let step = 0; this.stores.column.more !== 'end'; step += 1) {
      if (step > 60) throw new Broken('f', `${this.stores.column.list} does not end`);
      await this.loadMore();
      await this.flush();
    }
  }

  get titles(): string[] {
    return shown(this.stores).map(({ title }) => title);
  }
}
