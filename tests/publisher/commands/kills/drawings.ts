import type { ListItem } from '../../../../src/feed';
import { contentName } from '../../../../src/publisher/hash';
import type { PictureRecord, RenderedFile } from '../../../../src/publisher/pictures/render';

/*
 * What the publisher under test has in place of pictures/render.ts and cards/cards.ts: files of the right names out
 * of nothing but their input. To load and run the real ones would be most of the time of a process that lives for
 * half a second.
 */

export async function drawCards({ title }: ListItem): Promise<{ chat: Buffer; square: Buffer }> {
  return { chat: Buffer.from(`chat ${title}`), square: Buffer.from(`square ${title}`) };
}

export async function renderPicture(data: Buffer): Promise<{ record: PictureRecord; files: RenderedFile[] }> {
  const files = ['360', '720', 'thumb'].map((name) => {
    const made = Buffer.from(`${name} of ${data.toString('utf8')}`);
    return { hash: contentName(made), data: made };
  });
  const [small, large, thumb] = files.map(({ hash }) => hash) as [string, string, string];
  const variants = [
    { hash: small, w: 360 },
    { hash: large, w: 720 },
  ];
  return { record: { w: 720, h: 480, color: '#123456', animated: false, variants, thumb }, files };
}
