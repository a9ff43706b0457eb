import { autorun } from 'mobx';
import { ReadingSession } from '../../../src/stores/visit/reading-session';
import { fakePorts, settle } from '../../support/ports';

function session(end: number) {
  const ports = fakePorts();
  ports.viewport.measure = async (selector) =>
    selector
      .split(',')
      .map((one, index) => ({ id: one.slice(1), top: index * 1000, bottom: one === '#fin' ? end : 250 }));
  const reading = new ReadingSession(ports.viewport, ports.clock, 800, { title: '#title', end: '#fin' });
  return { ports, reading };
}

test('progress runs from the title to the end of the text', async () => {
  const { ports, reading } = session(2800);
  await reading.measure();
  await ports.advance(200);
  reading.scrolled(1000);
  await settle();
  expect(reading.progress).toBe(50);
  await ports.advance(200);
  reading.scrolled(5000);
  await settle();
  expect(reading.progress).toBe(100);
});

test('an article shorter than the window is read at once', async () => {
  const { reading } = session(600);
  await reading.measure();
  expect(reading.progress).toBe(100);
});

test('scrolling moves the road at most ten times a second', async () => {
  const { ports, reading } = session(100_800);
  await reading.measure();
  let moves = -1;
  const stop = autorun(() => {
    moves += 1;
    return reading.progress;
  });
  for (let y = 0; y < 100; y += 1) {
    reading.scrolled(y * 1000);
    await ports.advance(10);
  }
  stop();
  expect(moves).toBeGreaterThan(5);
  expect(moves).toBeLessThanOrEqual(11);
});

test('the current stop is the last one above the line under the bar', () => {
  const { reading } = session(2800);
  reading.scrolled(950);
  expect(reading.currentStop([0, 1000, 2000], 100)).toBe(1);
  expect(reading.currentStop([1100, Infinity], 100)).toBe(-1);
  expect(reading.currentStop([], 100)).toBe(-1);
});
