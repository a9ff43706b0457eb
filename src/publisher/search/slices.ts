import { HASHES } from '../../feed';

/** Slices of the hashes in which a feed is inverted: by their highest bits. */
const SLICE_BITS = 10;
export const SLICES = 1 << SLICE_BITS;

export const sliceOf = (hash: number): number => hash >>> (32 - SLICE_BITS);
/** The hash where a slice ends. */
export const sliceEnd = (slice: number): number => (slice + 1) * (HASHES / SLICES);
