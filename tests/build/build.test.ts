import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileWeapp, replaceWhole } from '../../src/build/build';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
  fs.mkdirSync(path.join(root, 'weapp'));
  fs.writeFileSync(path.join(root, 'weapp/app.json'), 'earlier');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const out = () => path.join(root, 'weapp');
const inOut = () =>
  fs.readdirSync(out()).map((name) => [name, fs.readFileSync(path.join(out(), name), 'utf8')]);

test('a build that succeeds takes the place of the earlier one', async () => {
  await replaceWhole(out(), async (fresh) => {
    fs.mkdirSync(fresh);
    fs.writeFileSync(path.join(fresh, 'app.js'), 'new');
  });
  expect(inOut()).toEqual([['app.js', 'new']]);
  expect(fs.readdirSync(root)).toEqual(['weapp']);
});

test('a build that fails half-way leaves the earlier one whole, and nothing beside it', async () => {
  const failing = replaceWhole(out(), async (fresh) => {
    fs.mkdirSync(fresh);
    fs.writeFileSync(path.join(fresh, 'app.js'), 'half');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(inOut()).toEqual([['app.json', 'earlier']]);
  expect(fs.readdirSync(root)).toEqual(['weapp']);
});

test('an address that cannot be used is refused before Taro is started', async () => {
  const began = Date.now();
  await expect(compileWeapp({ feedUrl: 'http://feed.example.gov.cn', out: out() })).rejects.toThrow(
    /^环境变量 TARO_APP_FEED_URL=\S+ 不能用[^\n]*$/,
  );
  expect(Date.now() - began).toBeLessThan(1000);
  expect(inOut()).toEqual([['app.json', 'earlier']]);
});
