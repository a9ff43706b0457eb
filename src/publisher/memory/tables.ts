/** Bump when a table changes: a memory of another form is rebuilt from the archive. */
export const FORM = 9;

/**
 * The tables of the memory. Times are milliseconds since 1970 unless said; lists and objects are JSON. An article's
 * place in the order of the column is (published, id), oldest first.
 */
export const TABLES = `
-- one value a name: the form, what entries are made with, what the feed says of itself
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- the articles of the feed; columns are what is looked for, data is the rest of an Entry
CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  published INTEGER NOT NULL,
  list TEXT NOT NULL,
  number INTEGER,
  rank INTEGER NOT NULL,
  card TEXT,
  code TEXT,
  missing INTEGER NOT NULL,
  item TEXT NOT NULL,
  words TEXT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX articles_order ON articles (published, id);
CREATE INDEX articles_list ON articles (list, published, id);
CREATE INDEX articles_number ON articles (number);
-- those whose cards are to be drawn
CREATE INDEX articles_undrawn ON articles (id) WHERE card IS NULL;
CREATE INDEX articles_uncoded ON articles (published) WHERE code IS NULL;
CREATE INDEX articles_titles ON articles (id) WHERE rank = 0;

-- which article relates to which
CREATE TABLE related (other TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (other, id)) WITHOUT ROWID;
-- files of the feed that belong to articles; two may share one
CREATE TABLE uses (file TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (file, id)) WITHOUT ROWID;
CREATE INDEX uses_of ON uses (id);

-- articles that were withdrawn, in the order in which that was noted; why (vanished: see withdrawals.ts), what each was called, and what it would be made
-- of, where that is known
CREATE TABLE withdrawn (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL,
  time INTEGER,
  shown INTEGER NOT NULL,
  vanished INTEGER NOT NULL,
  account TEXT,
  title TEXT,
  source TEXT,
  idx INTEGER,
  rank INTEGER,
  changed INTEGER,
  captured INTEGER,
  modified INTEGER,
  url TEXT,
  said TEXT,
  -- whether it was said that a source of it is still given
  told INTEGER NOT NULL DEFAULT 0
);
-- articles that are back, since which run by an editor's word (0: a listing's), and whether listings are without them since
CREATE TABLE restored (id TEXT PRIMARY KEY, run INTEGER NOT NULL, unlisted INTEGER NOT NULL) WITHOUT ROWID;
-- other names of an article (its file, its short link, its place in the API)
CREATE TABLE aliases (name TEXT PRIMARY KEY, identity TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_of ON aliases (identity);
-- archived sources by hash: the articles that they hold and what they are called, where they were read, and where they
-- stand in the archive, as long as their pack is there
CREATE TABLE sources (
  hash TEXT PRIMARY KEY,
  ids TEXT,
  name TEXT,
  run INTEGER,
  turn INTEGER,
  pack TEXT,
  at INTEGER,
  length INTEGER,
  -- whether it was said that it is too old
  told INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX sources_unread ON sources (run, turn, hash) WHERE ids IS NULL;
-- packs of the archive whose sources are known; those that are gone, so that no other takes their names
CREATE TABLE packs (name TEXT PRIMARY KEY, gone INTEGER NOT NULL) WITHOUT ROWID;
-- messages in the lists of official accounts; of some it is not known whose. When each was first seen published, and
-- what its account said last of when it was made and changed, in seconds; the keys by which it was missed where it
-- should stand; since when it is gone
CREATE TABLE listed (
  message TEXT PRIMARY KEY,
  account TEXT,
  published INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  gone INTEGER
) WITHOUT ROWID;
CREATE INDEX listed_updated ON listed (account, updated);
CREATE INDEX listed_created ON listed (account, created);
CREATE INDEX listed_missed ON listed (account) WHERE missed > 0;
CREATE INDEX listed_gone ON listed (account, gone) WHERE gone IS NOT NULL;
-- how far the list of each account was looked through (Progress)
CREATE TABLE accounts (account TEXT PRIMARY KEY, progress TEXT NOT NULL) WITHOUT ROWID;

-- pages of the lists (level 0) and nodes of their indexes, each from its first article on
CREATE TABLE pages (
  list TEXT NOT NULL,
  level INTEGER NOT NULL,
  published INTEGER NOT NULL,
  id TEXT NOT NULL,
  articles INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (list, level, published, id)
) WITHOUT ROWID;
-- blocks of rows (level 0) and their directories (level 1), each from its first number on
CREATE TABLE blocks (level INTEGER NOT NULL, first INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (level, first)) WITHOUT ROWID;
-- parts of the search index, in the order of their hashes
CREATE TABLE parts (
  until INTEGER PRIMARY KEY,
  upto INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  shards TEXT NOT NULL,
  widths TEXT NOT NULL
);

-- files that the head no longer leads to, since when, and whose they were
CREATE TABLE replaced (path TEXT PRIMARY KEY, since INTEGER NOT NULL, owner TEXT) WITHOUT ROWID;
-- what files hold whose names do not say it: documents, notices, head and full feed; as published last
CREATE TABLE contents (path TEXT PRIMARY KEY, size INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
-- what is still to be done to the feed's folder after the commit
CREATE TABLE plan (at INTEGER PRIMARY KEY, remove INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER, hash TEXT);
`;
