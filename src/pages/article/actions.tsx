import { ActionBar } from '../../components/action-bar';
import type { Stores } from '../../stores';
import type { VisitStore } from '../../stores/visit/visit-store';
import { observer } from '../observer';

interface ActionsProps {
  stores: Stores;
  visit: VisitStore;
}

/** The action bar: contents, text, favourite, picture, and WeChat's own share button. */
export const Actions = observer(({ stores, visit }: ActionsProps) => {
  const { articles, library, ports } = stores;
  const { view } = visit;
  if (view.status !== 'ready') return null;
  const { id, contents } = view.document;
  const row = articles.row(id);
  const kept = library.isFavourite(id);
  return (
    <ActionBar
      actions={[
        {
          label: '目录',
          icon: 'contents',
          disabled: contents.length === 0,
          onTap: () => void visit.sheets.showContents(),
        },
        { label: '字号', icon: 'size', onTap: () => visit.sheets.showSettings() },
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
        { label: '海报', icon: 'poster', onTap: () => visit.sheets.showPoster() },
      ]}
    />
  );
});
