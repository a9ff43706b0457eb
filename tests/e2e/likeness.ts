import sharp from 'sharp';

/*
 * Whether two pictures of a screen are alike to an eye that does not look for single letters. Each is seen as grey, an
 * eighth as large: letters that another version of the browser smooths otherwise are the same grey there.
 */

const EIGHTH = 1 / 8;
/** Rows of the small picture that are held against each other by themselves: 96 px of the screen, three lines of text. */
const BAND = 12;

export interface Unlikeness {
  /** Share by which one is taller. */
  taller: number;
  /** Shades of grey, of 255, by which they differ on average, and in the band where they differ most. */
  mean: number;
  worst: number;
}

export async function unlikeness(approved: Buffer, seen: Buffer): Promise<Unlikeness> {
  const [a, b] = await Promise.all([sharp(approved).metadata(), sharp(seen).metadata()]);
  const width = Math.round(a.width * EIGHTH);
  const height = Math.round(a.height * EIGHTH);
  const small = (picture: Buffer) =>
    sharp(picture)
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(width, height, { fit: 'fill' })
      .raw()
      .toBuffer();
  const [one, other] = await Promise.all([small(approved), small(seen)]);
  const rows = Array.from({ length: height }, (_, y) => {
    let sum = 0;
    for (let x = y * width; x < (y + 1) * width; x += 1) sum += Math.abs(one[x]! - other[x]!);
    return sum / width;
  });
  const average = (some: number[]) => some.reduce((sum, row) => sum + row, 0) / some.length;
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, at) =>
    average(rows.slice(at * BAND, (at + 1) * BAND)),
  );
  return { taller: Math.abs(b.height / a.height - 1), mean: average(rows), worst: Math.max(...bands) };
}
