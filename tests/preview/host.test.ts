/** @jest-environment jsdom */
import { join } from 'node:path';
import { compileDist } from '../../src/preview/compile';
import { type BootOptions, boot, type Host } from '../../src/preview/host';

const pkg = compileDist(join(__dirname, '../fixtures/weapp-tiny'));
let host: Host;
const start = async (options: BootOptions = {}): Promise<Host> => {
  host = await boot(pkg, options);
  await host.idle();
  return host;
};
afterEach(() => {
  host.close();
  expect(document.querySelectorAll('wx-page, style[data-wxss]')).toHaveLength(0);
});

describe('a program in the host', () => {
  it('shows its first page, with templates, scripts and a component', async () => {
    await start({ path: 'pages/list/index?from=x' });
    expect(host.text()).toContain('甲！');
    expect(host.text('.ready')).toBe('load x ready');
    expect(host.text('.mark')).toBe('2 篇·');
    expect(host.errors).toEqual([]);
    expect(host.launch).toMatchObject({ path: 'pages/list/index', query: { from: 'x' }, scene: 1001 });
  });

  it('hands plain events to handlers, from the inside out', async () => {
    await start();
    const list = host.top.page as unknown as {
      event: Record<string, unknown>;
      outerEvent: Record<string, unknown>;
    };
    await host.tap('view.row:nth-of-type(2) > text');
    expect(list.event).toMatchObject({
      type: 'tap',
      currentTarget: { dataset: { id: 'b' } },
      target: { dataset: {} },
    });
    expect(list.outerEvent).toMatchObject({ currentTarget: { id: '' } });
    expect(JSON.parse(JSON.stringify(list.event))).toEqual(list.event);
    expect(host.url).toBe('pages/item/index?id=b');
    expect(host.text('.item')).toBe('项 b');
    await host.back();
    expect(host.stack).toHaveLength(1);
    expect((host.top.page as unknown as { shown: number }).shown).toBe(2);
  });
});
