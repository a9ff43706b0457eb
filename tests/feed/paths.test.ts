import { folders, paths } from '../../src/feed';

/* Published feeds lie on servers: a path that changes here is a file that nobody finds any more. */

test.each([
  [paths.head, 'feed.json'],
  [paths.full, 'feed-full.json'],
  [paths.article('aB3dE5gH7jK9'), 'articles/aB3dE5gH7jK9.json'],
  [paths.list('qingdao'), 'lists/qingdao/'],
  [paths.listFile('qingdao', '0123-_ab'), 'lists/qingdao/0123-_ab.json'],
  [paths.withdrawn('0123-_ab'), 'withdrawn/0123-_ab.json'],
  [paths.search('0123-_ab'), 'search/0123-_ab.json'],
  [paths.rows('0123-_ab'), 'rows/0123-_ab.json'],
  [paths.image('0123-_ab'), 'images/0123-_ab.webp'],
  [paths.card('0123-_ab'), 'cards/0123-_ab.jpg'],
  [paths.code('0123-_ab'), 'codes/0123-_ab.png'],
])('%s', (made, path) => {
  expect(made).toBe(path);
  const isName = path === paths.head || path === paths.full;
  expect(isName || Object.values(folders).some((folder) => path.startsWith(folder))).toBe(true);
});
