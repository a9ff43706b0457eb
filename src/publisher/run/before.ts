import type { ArticleId } from '../../feed';
import type { Entry } from '../memory/state';
import type { Report } from '../report';
import { inOrder } from './order';
import { firstAffected } from './related';

/** The feed as the last run left it: what this run is compared with. */
export class Before {
  /** Files of images/ that its articles showed. */
  readonly images: readonly string[];
  private readonly own: ReadonlyMap<ArticleId, string>;
  private readonly order: readonly string[];

  constructor(entries: readonly Entry[]) {
    this.images = entries.flatMap((entry) => entry.images);
    this.own = new Map(entries.map((entry) => [entry.id, entry.own]));
    this.order = inOrder(entries).map(orderKey);
  }

  /** The position from which on related articles can differ, because order or subject of the entries does. */
  firstChange(entries: readonly Entry[]): number {
    const at = entries.findIndex((entry, index) => this.order[index] !== orderKey(entry));
    return at < 0 ? entries.length : firstAffected(at);
  }

  /** Counts what became of the articles. */
  count(entries: readonly Entry[], report: Report): void {
    report.total = entries.length;
    for (const entry of entries) {
      const own = this.own.get(entry.id);
      if (own === undefined) report.new += 1;
      else if (own !== entry.own) report.changed += 1;
      else report.unchanged += 1;
    }
  }
}

const orderKey = (entry: Entry): string =>
  `${entry.id} ${entry.words.join()} ${entry.item._column.region} ${entry.published}`;
