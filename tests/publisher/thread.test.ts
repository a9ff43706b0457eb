import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DiskError, PublisherError, SourceError } from '../../src/publisher/errors';
import { Writer } from '../../src/publisher/run/documents/writer';
import { buildApart } from '../../src/publisher/search/apart';
import { endOf, errorOf, faultOf } from '../../src/publisher/thread';
import { Workshop } from '../../src/publisher/work/workshop';
import type { Staging } from '../../src/publisher/write/staging';
import { page } from '../fixtures/publisher/generate';
import { cleanUp, temporary } from './support';

/* What a thread throws is of its class, and in its words, where it is told of. */

afterAll(cleanUp);

/** A path that no file can have. */
function nowhere(): string {
  const file = path.join(temporary(), 'file');
  writeFileSync(file, '');
  return path.join(file, 'below');
}

const told = {
  code: 'ENOTDIR',
  message: expect.stringMatching(/\/file.*：路径中有一段不是文件夹（ENOTDIR）。请/),
};

/** Throws the error that it waits for. */
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('a fault of the disk in a thread that takes sources to pieces', async () => {
  const shop = new Workshop({ archive: { folder: nowhere(), run: 1 }, threads: 2, few: 0 });
  async function all() {
    const sources = [1, 2].map((index) => ({
      raw: { form: 'page', name: `${index}.html`, text: page(index).html, files: {} },
    }));
    for await (const _ of shop.prepare(sources));
  }
  const error = await thrownBy(all());
  await shop.close();
  expect(error).toBeInstanceOf(DiskError);
  expect(error).toMatchObject(told);
});

test('a fault of the disk in the thread of the documents', async () => {
  const staging = { feed: temporary(), spool: { flush() {}, name: nowhere() } } as unknown as Staging;
  const writer = new Writer(staging);
  writer.add({ name: 'articles/a.json' } as never);
  const error = await thrownBy(writer.done());
  await writer.close();
  expect(error).toBeInstanceOf(DiskError);
  expect(error).toMatchObject(told);
});

test('a fault of the disk in the thread of the search', async () => {
  const staging = { feed: temporary(), spool: { flush() {}, name: nowhere() } } as unknown as Staging;
  const { parts, close } = buildApart(new Float64Array(10_000), staging)!;
  const error = await thrownBy(parts);
  await close();
  expect(error).toBeInstanceOf(DiskError);
  expect(error).toMatchObject(told);
});

test('the class of each is kept, and that of a bug is none of ours', () => {
  const there = (error: unknown) => errorOf(structuredClone(faultOf(error)));
  expect(there(new SourceError('一'))).toBeInstanceOf(SourceError);
  expect(there(new PublisherError('一')).constructor).toBe(PublisherError);
  expect(there(Object.assign(new Error('x'), { code: 'EIO', path: '/a' }))).toMatchObject({
    name: 'PublisherError',
    code: 'EIO',
    message: expect.stringContaining('/a：磁盘读写出错'),
  });
  expect(there(new TypeError('x')).constructor).toBe(Error);
});

test('a thread that could not begin for want of what the system gives is no bug', () => {
  const init = new Error('Worker initialization failure: EMFILE');
  expect(endOf(Object.assign(init, { code: 'ERR_WORKER_INIT_FAILED' }))).toMatchObject({
    code: 'EMFILE',
    message: expect.stringMatching(/^开始一个线程：打开的文件太多（EMFILE）。请调高上限/),
  });
  const bug = new Error('x');
  expect(endOf(bug)).toBe(bug);
});
