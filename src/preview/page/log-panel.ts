import { AUDIT_LIMITS } from '../../build/audit-limits';
import type { Host } from '../../host';
import { h } from './dom';

/** Errors, the console, and what the program costs WeChat: setData calls and bytes, nodes on the page. */
export class LogPanel {
  readonly element = h('aside', { class: 'log' });
  readonly #figures = h('dl');
  readonly #lines = h('ol');

  constructor(private readonly host: () => Host | undefined) {
    const reset = () => {
      this.host()?.stats.reset();
      this.refresh();
    };
    this.element.append(
      h('h2', {}, '开销'),
      this.#figures,
      h('button', { onclick: reset }, '归零'),
      h('h2', {}, '控制台'),
      this.#lines,
    );
    setInterval(() => this.refresh(), 500);
  }

  clear(): void {
    this.#lines.replaceChildren();
  }

  error(message: string): void {
    this.#lines.append(h('li', { class: 'error' }, message));
  }

  log({ level, text }: { level: string; text: string }): void {
    if (level !== 'error') this.#lines.append(h('li', { class: level }, text));
  }

  refresh(): void {
    const host = this.host();
    if (!host || host.stack.length === 0) return;
    const { calls, bytes, largest } = host.stats;
    const { nodes, depth, maxChildren } = host.tree();
    const rows: [string, string][] = [
      ['页面', host.url],
      ['页面栈', `${host.stack.length} / 10`],
      ['setData', `${calls} 次，${kilobytes(bytes)}`],
      ['最大一次', `${kilobytes(largest)} / ${AUDIT_LIMITS.setDataBytes / 1024} KB`],
      ['节点', `${nodes} / ${AUDIT_LIMITS.nodes}`],
      ['深度', `${depth} / ${AUDIT_LIMITS.depth}`],
      ['同级最多', `${maxChildren} / ${AUDIT_LIMITS.children}`],
      ['错误', String(host.errors.length)],
    ];
    this.#figures.replaceChildren(
      ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    );
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
