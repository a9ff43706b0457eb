/** The facts that the memory keeps, by their stored names. */
export const FACT = {
  /** What the entries were made with: converter and column. */
  maker: 'maker',
  /** What the column is called, and where it is. */
  column: 'column',
  /** The number of the last run, and how many bytes of the record are known here. */
  run: 'run',
  recorded: 'recorded',
  /** The places of the articles that stood in the head of the last run. */
  head: 'head',
  /** Hash of the head as published: another one there means that somebody else wrote to the folder. */
  headHash: 'head hash',
  /** Hash of the one that was published before it: readers see it until the plan is carried out. */
  formerHead: 'former head hash',
  /** Name of the search index, and of the file of withdrawn articles that the head has no room for. */
  search: 'search',
  recalled: 'recalled',
  /** What all cards look like; see cards/key.ts. */
  cards: 'cards',
  /** Whether the record says which articles have cards: those of before it did are told once. */
  drawn: 'drawn told',
  /** The next number that an article gets. */
  numbers: 'numbers',
  /** How many numbers there were when the search index was written last. */
  searched: 'searched',
  /** How many turns of its parts were let pass since. */
  passed: 'turns let pass',
  /** Numbers whose grams may still stand in shards, with how many numbers there were when they were noted. */
  dead: 'dead numbers',
  /** The signatures of the tail, by number. */
  signatures: 'signatures',
} as const;
