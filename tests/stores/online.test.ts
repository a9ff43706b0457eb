import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { articleId, document, head, listItem } from '../support/feed';
import { fakePorts, settle } from '../support/ports';

/** Stores whose phone gets its network back when `back` is called. */
function offline() {
  const ports = fakePorts();
  ports.answers.set('feed.json', new TransportError('offline'));
  const stores = createStores('https://feed.example', { head: null, articles: {} }, ports);
  const back = async () => {
    for (const tell of ports.online) tell();
    await settle();
  };
  return { ...stores, ports, back };
}

test('the list that failed for want of a network is asked for again', async () => {
  const { ports, column, back } = offline();
  await column.start();
  expect(column.status).toMatchObject({ status: 'failed' });
  ports.answers.set('feed.json', head([listItem(1)]));
  await back();
  expect(column.status).toEqual({ status: 'ready' });
});

test('a list that is as it should be, or too new for this program, is left alone', async () => {
  const { ports, column, back } = offline();
  ports.answers.set('feed.json', { _column: { schema: 99 } });
  await column.start();
  const asked = ports.asked.length;
  await back();
  expect(ports.asked).toHaveLength(asked);
  ports.answers.set('feed.json', head([listItem(1)]));
  await column.refresh();
  const again = ports.asked.length;
  await back();
  expect(ports.asked).toHaveLength(again);
});

test('an article is asked for again while a page shows it, and not after', async () => {
  const { ports, articles, back } = offline();
  const [shown, left] = [articleId(1), articleId(2)];
  for (const id of [shown, left]) ports.answers.set(`articles/${id}.json`, new TransportError('offline'));
  articles.retain(shown);
  const leave = articles.retain(left);
  await Promise.all([articles.open(shown), articles.open(left)]);
  leave();
  ports.answers.set(`articles/${shown}.json`, document(1));
  ports.answers.set(`articles/${left}.json`, document(2));
  await back();
  expect(articles.state(shown)?.status).toBe('ready');
  expect(articles.state(left)?.status).toBe('failed');
});
