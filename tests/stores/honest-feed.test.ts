import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HEAD_SIZE, paths } from '../../src/feed';
import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { World } from '../publisher/run/world';
import { cleanUp, headOf } from '../publisher/support';
import { fakePorts } from '../support/ports';
import { rounds, seeded } from '../support/random';

/* What the publisher writes, run after run, is what its readers ask for: none of its files is refused. */

afterAll(cleanUp);

/** Reads everything that a feed on the disk has, with what the device keeps from before. */
async function readAll(feed: string, ports: ReturnType<typeof fakePorts>): Promise<void> {
  ports.transport.get = (url, isFresh = false) => {
    const name = url.replace('https://feed.example/', '');
    // Nothing of it is asked for past the caches.
    expect([name, isFresh]).toEqual([name, false]);
    const file = path.join(feed, name);
    const result = existsSync(file)
      ? Promise.resolve(JSON.parse(readFileSync(file, 'utf8')))
      : Promise.reject(new TransportError('status', 404));
    return { result, cancel: () => {} };
  };
  const { column, articles, search } = createStores(
    'https://feed.example',
    { head: null, articles: {} },
    ports,
  );
  await column.start();
  await column.refresh(true);
  for (const { slug, count } of headOf(feed)._column.lists) {
    column.choose(slug);
    await ports.advance(0);
    for (let step = 0; step < 40 && column.more !== 'end'; step += 1) {
      await column.loadMore();
      await ports.advance(0);
    }
    expect([slug, column.more]).toEqual([slug, 'end']);
    const ids = column.chunks.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect([slug, ids.length, new Set(ids).size]).toEqual([slug, count, count]);
    for (const id of ids) {
      await articles.open(id);
      expect(articles.state(id)).toMatchObject({ status: 'ready', document: { id } });
    }
  }
  await search.submit('一段正文');
  for (let step = 0; step < 40 && search.more !== 'end'; step += 1) await search.loadMore();
  expect([search.status, search.more]).toEqual([{ status: 'ready', where: 'feed', failure: null }, 'end']);
  for (const id of headOf(feed)._column.withdrawn) {
    await articles.open(id);
    expect(articles.state(id)).toEqual({ status: 'withdrawn' });
  }
}

test(
  'law: nothing that the publisher writes, run after run, is refused',
  seeded(async (next) => {
    for (let round = 0; round < rounds(1); round += 1) {
      const world = new World(next);
      const ports = fakePorts();
      for (let n = 0; n < 70; n += 1) world.add(next() < 0.8);
      await world.run();
      expect(headOf(world.to).items).toHaveLength(HEAD_SIZE);
      await readAll(world.to, ports);
      for (let run = 0; run < 5; run += 1) {
        for (let n = Math.floor(next() * 14); n > 0; n -= 1) world.add(next() < 0.6);
        for (let n = Math.floor(next() * 3); n > 0; n -= 1) world.edit(world.pick(world.of('living')));
        if (next() < 0.6) world.withdraw(world.pick(world.of('living')));
        world.now += 60_000;
        await world.run();
        expect(existsSync(path.join(world.to, paths.head))).toBe(true);
        await readAll(world.to, ports);
      }
    }
  }),
);
