import { ActionBar } from '../../components/action-bar';
import { PosterStore } from '../../stores/poster-store';
import { observer } from '../observer';
import type { ReaderProps } from './props';

/** The action bar: contents, text, favourite, picture, and WeChat's own share button. */
export const Actions = observer(({ stores, document, session, near, bar, onSheet }: ReaderProps) => {
  const { articles, library, source, ports } = stores;
  const row = articles.row(document.id);
  const kept = library.isFavourite(document.id);
  const openContents = async () => {
    const blocks = document.contents.map((stop) => near.blockOf(stop.id));
    onSheet({ name: 'contents', here: await session.currentStop(await near.tops(blocks), bar + 60) });
  };
  const openSettings = () => {
    void near.hold();
    onSheet({ name: 'settings' });
  };
  return (
    <ActionBar
      actions={[
        {
          label: '目录',
          icon: 'contents',
          disabled: document.contents.length === 0,
          onTap: () => void openContents(),
        },
        { label: '字号', icon: 'size', onTap: openSettings },
        ...(row
          ? [
              {
                label: kept ? '已收藏' : '收藏',
                icon: kept ? ('starfill' as const) : ('star' as const),
                on: kept,
                onTap: () => {
                  library.toggleFavourite(row);
                  if (!library.saved) ports.messages.toast('手机存储已满，收藏没有存下');
                },
              },
            ]
          : []),
        {
          label: '海报',
          icon: 'poster',
          onTap: () => onSheet({ name: 'poster', poster: new PosterStore(source, ports, document) }),
        },
      ]}
    />
  );
});
