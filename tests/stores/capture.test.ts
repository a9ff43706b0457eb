import { Capture } from '../../src/stores/capture';
import { FeedClock } from '../../src/stores/feed-clock';
import { FeedSource } from '../../src/stores/feed-source';
import { FileCache } from '../../src/stores/file-cache';
import { PosterStore } from '../../src/stores/poster-store';
import { document } from '../support/feed';
import { fakePorts, settle } from '../support/ports';

function open() {
  const ports = fakePorts();
  const { transport, clock, cache } = ports;
  const source = new FeedSource(
    null,
    { head: {}, articles: {} },
    transport,
    new FeedClock(clock),
    new FileCache(cache),
  );
  const capture = new Capture(() => new PosterStore(source, ports, document(1)));
  return { ports, capture };
}

test('the page has a canvas as long as something is drawn, and no longer', async () => {
  const { ports, capture } = open();
  const waiting: ((file: string) => void)[] = [];
  ports.easel.draw = () => new Promise((resolve) => waiting.push(resolve));
  const drawn = [capture.draw(), capture.draw()];
  await settle();
  expect(capture.drawings).toBe(2);
  waiting[0]!('a.jpg');
  expect(await drawn[0]).toBe('a.jpg');
  expect(capture.drawings).toBe(1);
  waiting[1]!('b.jpg');
  expect(await drawn[1]).toBe('b.jpg');
  expect(capture.drawings).toBe(0);
});

test('what cannot be drawn is undefined, and the canvas goes as well', async () => {
  const { ports, capture } = open();
  ports.easel.draw = () => Promise.reject(new Error('there is no canvas'));
  expect(await capture.draw()).toBeUndefined();
  expect(capture.drawings).toBe(0);
  expect(await new Capture(() => undefined).draw()).toBeUndefined();
});
