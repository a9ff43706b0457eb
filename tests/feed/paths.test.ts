import { folders, paths } from '../../src/feed';

/* Published feeds lie on servers: a path that changes here is a file that nobody finds any more. */

test.each([
  [paths.head, 'feed.json'],
  [paths.listIndex, 'lists/index.json'],
  [paths.list('qingdao'), 'lists/qingdao/'],
  [paths.listPage('qingdao', 3), 'lists/qingdao/0003.json'],
  [paths.listPage('all', 12345), 'lists/all/12345.json'],
  [paths.article('aB3dE5gH7jK9'), 'articles/aB3dE5gH7jK9.json'],
  [paths.searchIndex, 'search/index.json'],
  [paths.searchShard(10), 'search/00a.json'],
  [paths.searchShard(0xfff), 'search/fff.json'],
  [paths.image('0123456789ab-360.webp'), 'images/0123456789ab-360.webp'],
  [paths.chatCard('aB3dE5gH7jK9'), 'cards/aB3dE5gH7jK9-chat.jpg'],
  [paths.squareCard('aB3dE5gH7jK9'), 'cards/aB3dE5gH7jK9-square.jpg'],
  [paths.code('aB3dE5gH7jK9'), 'codes/aB3dE5gH7jK9.png'],
])('%s', (made, path) => {
  expect(made).toBe(path);
  expect(path === paths.head || Object.values(folders).some((folder) => path.startsWith(folder))).toBe(true);
});
