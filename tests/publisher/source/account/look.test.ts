import { PublisherError } from '../../../../src/publisher/errors';
import { articleId } from '../../../../src/publisher/hash';
import { DAY } from '../../../../src/publisher/memory/calls';
import { randomNumbers, rounds, seed } from '../../../support/random';
import { cleanUp } from '../../support';
import { identityOf, MINUTE, ModelAccount, type Order, World } from './model';

afterEach(cleanUp);

const HOUR = 60 * MINUTE;
const isWithdrawn = (gone: ReadonlySet<string>, id: string) => gone.has(articleId(identityOf(id)));

/** What must hold after every run: nothing that lives is withdrawn, and what was deleted long enough ago is. */
function hold(world: World, accounts: readonly ModelAccount[], within: number, since = 0): void {
  const { gone, left } = world.ask((memory) => ({
    gone: new Set<string>(memory.withdrawals.shown()),
    left: new Set<string>(memory.articles.ids()),
  }));
  for (const account of accounts) {
    for (const { id } of account.messages)
      if (isWithdrawn(gone, id)) throw new Error(`${id} lives and is withdrawn, ${told(world)}`);
    for (const [id, time] of account.deleted) {
      if (world.now - Math.max(time, since) <= within || isWithdrawn(gone, id)) continue;
      // What was deleted before any run saw it is nobody's.
      if (!left.has(articleId(identityOf(id)))) continue;
      throw new Error(`${id} was deleted ${(world.now - time) / HOUR} hours ago, ${told(world)}`);
    }
  }
}
const told = (world: World) => `at ${new Date(world.now).toISOString()}: ${world.warnings.join('; ')}`;

/** An account with a history, of messages an hour apart. */
function account(world: World, name: string, count: number, order: Order, tellsCreated = true): ModelAccount {
  const made = new ModelAccount(name, world, order, tellsCreated);
  const now = Math.floor(world.now / 1000);
  for (let at = count; at > 0; at -= 1) made.publish(1, now - at * 3600);
  for (let at = 0; at < count / 10; at += 1) {
    const edited = made.any()!;
    edited.updated = Math.min(now - 1, edited.created + Math.floor(world.random() * 20 * 3600));
  }
  return made;
}

/** What an editor does in between two runs. */
function live(one: ModelAccount, { busy = 0.1 } = {}): void {
  const { random } = one.world;
  if (random() < busy) one.publish(1 + Math.floor(random() * 3));
  if (random() < busy) one.any() && one.edit(one.any()!);
  if (random() < busy) one.any() && one.delete(one.any()!);
  if (random() < busy / 10) {
    const list = one.list();
    const from = Math.floor(random() * list.length);
    for (const message of list.slice(from, from + 1 + Math.floor(random() * 30))) one.delete(message);
  }
}

describe('law: within 24 hours whatever was deleted is withdrawn, and nothing else ever is', () => {
  const cases: [Order, number, number, boolean][] = [
    ['updated', 300, 10 * MINUTE, true],
    ['updated', 300, 10 * MINUTE, false],
    ['created', 300, 10 * MINUTE, true],
    ['created', 700, HOUR, false],
    ['updated', 900, HOUR, true],
    ['updated', 400, 5 * HOUR, true],
    ['created', 400, 6 * HOUR, true],
    ['updated', 200, DAY, false],
    ['pinned', 200, HOUR, true],
    ['pinned', 200, 10 * MINUTE, false],
  ];
  test.each(cases)(
    'sorted by %s, %i messages, runs %i ms apart, create_time told: %s',
    async (order, count, interval, tellsCreated) => {
      for (let round = 0; round < rounds(1); round += 1) {
        const world = new World(randomNumbers(seed + round));
        const one = account(world, 'a', count, order, tellsCreated);
        await world.run(one);
        const end = world.now + (interval === DAY ? 8 : interval < HOUR ? 1.5 : 3) * DAY;
        while (world.now < end) {
          // A scheduler is a few seconds late.
          world.now += interval + Math.floor(world.random() * 20_000);
          live(one, { busy: Math.min(0.5, interval / HOUR / 3) });
          if (world.random() < 0.03)
            one.before.push(() => {
              throw new PublisherError('the interface is down');
            });
          await world.run(one);
          // A run that should have been the last one in time may have failed.
          hold(world, [one], Math.max(DAY + MINUTE, interval) + interval);
        }
        expect(one.deleted.size).toBeGreaterThan(3);
        expect(one.most).toBeLessThanOrEqual(1000);
      }
    },
    120_000,
  );

  test('also where the list changes while it is read', async () => {
    const world = new World(randomNumbers(seed));
    const one = account(world, 'a', 200, 'updated');
    await world.run(one);
    for (const end = world.now + 2 * DAY; world.now < end; ) {
      world.now += 10 * MINUTE;
      live(one, { busy: 0.05 });
      one.before.length = 0;
      const when = Math.floor(world.random() * 3);
      for (let at = 0; at < when; at += 1) one.before.push(() => {});
      // What moves to the top while an older page is read is missing there and was not there before.
      if (world.random() < 0.5) one.before.push(() => one.any() && one.edit(one.any()!));
      else if (world.random() < 0.3)
        one.before.push(() => {
          one.delete(one.any()!);
          one.publish();
        });
      await world.run(one);
      hold(world, [one], DAY);
    }
  }, 120_000);

  test('also where the memory is lost: a day from then on', async () => {
    for (const order of ['updated', 'created'] as const) {
      const world = new World(randomNumbers(seed));
      const one = account(world, 'a', 300, order);
      await world.run(one);
      let lost = 0;
      for (const end = world.now + 3 * DAY; world.now < end; ) {
        world.now += 30 * MINUTE;
        live(one, { busy: 0.1 });
        if (world.random() < 0.01) {
          world.lose();
          lost = world.now;
        }
        await world.run(one);
        hold(world, [one], DAY, lost);
      }
      expect(lost).toBeGreaterThan(0);
    }
  }, 120_000);

  test('of two accounts in one folder, whichever runs when', async () => {
    const world = new World(randomNumbers(seed));
    const both = [account(world, 'a', 150, 'updated'), account(world, 'b', 60, 'created', false)];
    for (const one of both) await world.run(one);
    for (const end = world.now + 2 * DAY; world.now < end; ) {
      world.now += 20 * MINUTE;
      for (const one of both) {
        live(one);
        await world.run(one, { all: world.random() < 0.05 });
      }
      if (world.random() < 0.01) world.lose();
      hold(world, both, 2 * DAY);
    }
    for (const one of both) expect(one.deleted.size).toBeGreaterThan(3);
  }, 120_000);
});

test('10,000 messages and a run every ten minutes: noticed within a day, in fewer calls than the quota', async () => {
  const world = new World(randomNumbers(seed));
  const one = account(world, 'a', 10_000, 'updated');
  await world.run(one);
  // The first run has taken half of a day's calls; here it was some days ago.
  world.forgetCalls(one);
  const found: number[] = [];
  const open = new Map<string, number>();
  for (const end = world.now + 1.2 * DAY; world.now < end; ) {
    world.now += 10 * MINUTE;
    if (world.random() < 0.1) one.publish();
    if (world.random() < 0.1) one.edit(one.any()!);
    const message = one.any()!;
    if (world.random() < 0.3) {
      one.delete(message);
      open.set(message.id, world.now);
    }
    await world.run(one);
    const gone = world.withdrawn();
    for (const [id, time] of open) {
      if (!isWithdrawn(gone, id)) continue;
      found.push(world.now - time);
      open.delete(id);
    }
    for (const [, time] of open) expect(world.now - time).toBeLessThan(DAY);
  }
  const gone = world.withdrawn();
  expect(one.messages.filter(({ id }) => isWithdrawn(gone, id))).toEqual([]);
  expect(found.length).toBeGreaterThan(10);
  expect(one.most).toBeLessThanOrEqual(1000);
  expect(world.warnings).toEqual([]);
}, 240_000);

test('a quota that is too small is told once, with the figure and the mend; the newest page is had all day', async () => {
  const world = new World(randomNumbers(seed));
  const one = account(world, 'a', 2000, 'updated');
  const quota = 300;
  for (const end = world.now + 2 * DAY; world.now < end; world.now += 10 * MINUTE) {
    if (world.random() < 0.02) one.publish();
    const asked = one.asked.length;
    await world.run(one, { quota });
    expect(one.asked.length).toBeGreaterThan(asked);
  }
  expect(one.most).toBeLessThanOrEqual(quota);
  const said = world.warnings.filter((words) => words.includes('--quota'));
  expect(said).toEqual([expect.stringMatching(/约需 \d{3} 次调用，多于限额 300 次/)]);
});

describe('an interface at fault takes nothing away', () => {
  const faults: [string, (one: ModelAccount) => void][] = [
    ['empty', (one) => (one.distort = () => ({ total_count: 0, item: [] }))],
    ['empty, of the right length', (one) => (one.distort = ({ total_count }) => ({ total_count, item: [] }))],
    [
      'of half the length',
      (one) => {
        one.distort = ({ total_count, item }, offset) => {
          const half = Math.floor(total_count / 2.5);
          return { total_count: half, item: item.slice(0, Math.max(0, half - offset)) };
        };
      },
    ],
    [
      'without some, of the right length',
      (one) => {
        one.distort = ({ total_count, item }) => ({
          total_count,
          item: item.filter((_, at) => at % 7 !== 3),
        });
      },
    ],
  ];
  test.each(faults)('%s', async (_, break_) => {
    const world = new World(randomNumbers(seed));
    const one = account(world, 'a', 300, 'updated');
    await world.run(one);
    break_(one);
    for (let at = 0; at < 60; at += 1) {
      world.now += 10 * MINUTE;
      await world.run(one, { all: at % 20 === 19 });
    }
    expect(world.withdrawn()).toEqual(new Set());
    expect(world.warnings.length).toBeGreaterThan(0);
  });
});

test('an article that another message still has stays', async () => {
  const world = new World(randomNumbers(seed));
  const one = account(world, 'a', 60, 'updated');
  await world.run(one);
  // Two places of one article: it was published once more under another name of its message.
  const [first, second] = one.list();
  const memory = (await import('../../../../src/publisher/memory/memory')).Memory.open(
    world.archive,
    world.now,
  );
  memory.begin();
  memory.noteAlias(`api:${second!.id}:1`, identityOf(first!.id));
  memory.commit({ moves: [], removes: [] });
  memory.close();
  one.delete(second!);
  world.now += 10 * MINUTE;
  await world.run(one);
  expect(world.withdrawn()).toEqual(new Set());
});

test('an item that its message no longer has is withdrawn, the others stay', async () => {
  const world = new World(randomNumbers(seed));
  const one = account(world, 'a', 60, 'updated');
  const message = one.list()[30]!;
  message.items = 3;
  await world.run(one);
  message.items = 2;
  for (let at = 0; at < 8; at += 1) {
    world.now += 10 * MINUTE;
    await world.run(one);
  }
  expect(world.withdrawn()).toEqual(new Set([articleId(identityOf(message.id, 3))]));
});

test('messages that were archived before accounts were told apart belong to the account of their articles', async () => {
  const world = new World(randomNumbers(seed));
  const both = [account(world, 'a', 60, 'updated'), account(world, 'b', 60, 'updated')];
  for (const one of both) await world.run(one);
  const gone = both.map((one) => one.list()[30]!);
  world.lose({ accounts: false });
  for (const [at, one] of both.entries()) one.delete(gone[at]!);
  for (let at = 0; at < 10; at += 1) {
    world.now += 10 * MINUTE;
    await world.run(both[0]!);
    world.ask((memory) => memory.listings.all('b')).map(({ message }) => expect(message).not.toMatch(/^b/));
  }
  expect(world.withdrawn()).toEqual(new Set());
});
