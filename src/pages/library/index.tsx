import { View } from '@tarojs/components';
import { useDidHide, useDidShow, usePageScroll, useReachBottom, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { ListEnd } from '../../components/list-end';
import { Segments } from '../../components/segments';
import { SignHead } from '../../components/sign-head';
import { TabBar } from '../../components/tab-bar';
import { UndoBar } from '../../components/undo-bar';
import { notDone } from '../../domain/library';
import { columnChatShare } from '../../domain/share';
import { ListWindow } from '../../stores/list-window';
import { useBars } from '../bars';
import { observer } from '../observer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import { UpdateOffer } from '../update-offer';
import { Entries } from './entries';
import { Settings } from './settings';
import './index.css';

type Part = 'kept' | 'history' | 'settings';

/** Entries that come with each approach to the end of the list. */
const STEP = 25;

/** 我的: what this phone keeps for its reader, and how the program looks. */
const LibraryPage = observer(() => {
  const stores = useStores();
  useBars(stores, true);
  const { library, ports } = stores;
  const [part, setPart] = useState<Part>(
    library.kept.length === 0 && library.readings.size > 0 ? 'history' : 'kept',
  );
  const [shown, setShown] = useState(STEP);
  const [tidying, setTidying] = useState(false);
  const now = stores.clock.shown;
  // The order stands while the page is looked at: what is taken out leaves its piece of the list, and no other
  // piece is sent again; what is put back comes back to its place.
  const idsOf = (of: Part) =>
    of === 'settings' ? [] : (of === 'kept' ? library.kept : library.history).map(([id]) => id);
  const [order, setOrder] = useState(() => idsOf(part));
  const left = idsOf(part).length;
  // What has no place there came meanwhile: storage told of it, or 撤销 put it back that was taken out before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what comes makes the list longer
  useEffect(() => {
    const ids = idsOf(part);
    const places = new Set(order);
    if (ids.some((id) => !places.has(id))) setOrder(ids);
  }, [part, left]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part has its own places
  const listWindow = useMemo(
    () => new ListWindow(ports.viewport, stores.clock, ports.device.height, 'minefoot'),
    [ports, stores.clock, part, stores.settings.care],
  );

  useDidShow(() => {
    library.tryAgain();
    setOrder(idsOf(part));
    stores.settings.measureStorage();
  });
  useDidHide(() => setTidying(false));
  usePageScroll(({ scrollTop }) => listWindow.scrolled(scrollTop));
  const more = () => setShown((count) => count + STEP);
  useReachBottom(more);
  const hasMore = part !== 'settings' && shown < order.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was taken out may have left the screen unfilled
  useEffect(() => {
    if (hasMore) void listWindow.fill(more);
  }, [listWindow, hasMore, shown, left]);
  // What a reader keeps is nobody else's: the column is shared, from the menu as well.
  useShareAppMessage(() => columnChatShare('all'));

  const choose = (next: Part) => {
    setPart(next);
    setOrder(idsOf(next));
    setShown(STEP);
    setTidying(false);
    stores.settings.measureStorage();
    ports.viewport.scrollToTop();
  };
  const parts: { value: Part; name: string; count?: number }[] = [
    { value: 'kept', name: '收藏', count: library.kept.length },
    { value: 'history', name: '历史', count: library.readings.size },
    { value: 'settings', name: '设置' },
  ];
  const screen = screenOf(stores);
  const { removed } = library;
  return (
    <View {...screen} className={`${screen.className} screen--tabs`}>
      <SignHead name="我的" small />
      <Segments as="tabs" className="mine" large segments={parts} chosen={part} onChoose={choose} />
      {/* Two parts that stay: Taro sends all of an element's children anew when one comes or goes. */}
      <View>
        {part === 'settings' ? (
          <Settings stores={stores} />
        ) : (
          <Entries
            key={part}
            stores={stores}
            part={part}
            now={now}
            order={order}
            shown={shown}
            listWindow={listWindow}
            tidying={tidying}
            onTidy={setTidying}
          />
        )}
      </View>
      <View>
        {hasMore && (
          <ListEnd id="minefoot" onTap={more}>
            看更早的
          </ListEnd>
        )}
      </View>
      <View>
        {removed && (
          <UndoBar
            text={removed.what === 'favourite' ? '已移出收藏' : '已从历史里删除'}
            onUndo={() => {
              const outcome = library.undo();
              if (outcome !== 'kept') ports.messages.toast(notDone(outcome, '撤销'));
            }}
          />
        )}
      </View>
      <TabBar
        here="library"
        onGo={(tab) => (tab === 'library' ? ports.viewport.scrollToTop() : ports.navigator.toTab(tab))}
      />
      <UpdateOffer stores={stores} />
    </View>
  );
});
export default LibraryPage;
