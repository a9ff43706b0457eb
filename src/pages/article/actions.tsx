import { ActionBar } from '../../components/action-bar';
import { notDone } from '../../domain/library';
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
                  const outcome = library.toggleFavourite(row);
                  if (outcome !== 'kept') ports.messages.toast(notDone(outcome, kept ? '取消收藏' : '收藏'));
                },
              },
            ]
          : []),
        { label: '海报', icon: 'poster', onTap: () => visit.sheets.showPoster() },
      ]}
    />
  );
});
