/** Something was done to the bytes of a file: it is so long then, or something stands at a place. */
export interface Writing {
  /** Which of the log's entries did it. */
  at: number;
  /** Which of them brought it to the disk. */
  durable: number;
  size: number | null;
  from: number;
  data: Uint8Array;
}

/** What became of bytes that were not flushed. */
export type Fate = 'whole' | 'old' | 'empty' | 'block' | 'half' | 'zeros';
export const FATES: readonly Fate[] = ['whole', 'old', 'empty', 'block', 'half', 'zeros'];

const BLOCK = 4096;

/** A file after what was done to its bytes. */
export function written(before: Buffer, writings: readonly Writing[]): Buffer {
  let bytes = before;
  const sized = (size: number) =>
    size <= bytes.length
      ? bytes.subarray(0, size)
      : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
  for (const { size, from, data } of writings) {
    if (size !== null) bytes = sized(size);
    if (data.length === 0) continue;
    bytes = Buffer.from(sized(Math.max(bytes.length, from + data.length)));
    bytes.set(data, from);
  }
  return bytes;
}

/**
 * A file of which some was not flushed. What was on the disk and nobody wrote over since stays.
 * @param firm how many of the writings were flushed: the first ones
 */
export function fated(before: Buffer, writings: readonly Writing[], firm: number, fate: Fate): Buffer {
  const whole = written(before, writings);
  const old = written(before, writings.slice(0, firm));
  const kept = Math.min(old.length, whole.length, ...writings.slice(firm).map(({ from }) => from));
  const cut = (length: number) => whole.subarray(0, Math.max(kept, length));
  switch (fate) {
    case 'whole':
      return whole;
    case 'old':
      return old;
    case 'empty':
      return cut(0);
    case 'half':
      return cut(kept + ((whole.length - kept) >> 1));
    case 'block':
      return cut(Math.floor((whole.length - 1) / BLOCK) * BLOCK);
    case 'zeros':
      return Buffer.concat([whole.subarray(0, kept), Buffer.alloc(whole.length - kept)]);
  }
}
