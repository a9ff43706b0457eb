import { View } from '@tarojs/components';
import {
  useAddToFavorites,
  usePageScroll,
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
  useShareTimeline,
} from '@tarojs/taro';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CityFilter } from '../../components/cities/filter';
import { Icon } from '../../components/icon';
import { ListEnd } from '../../components/list-end';
import { ListSkeleton } from '../../components/list-skeleton';
import { SearchEntry } from '../../components/search-field/entry';
import { SignHead } from '../../components/sign-head';
import { StateSign } from '../../components/state-sign';
import { TabBar } from '../../components/tab-bar';
import { inGroups } from '../../domain/groups';
import { COLUMN, COLUMN_CARD, columnChatShare, columnTimelineShare } from '../../domain/share';
import { moment } from '../../domain/time';
import type { Failure } from '../../stores';
import { Capture } from '../../stores/capture';
import { ListWindow } from '../../stores/list-window';
import { PosterStore } from '../../stores/poster-store';
import { useBars } from '../bars';
import { CaptureEasel } from '../capture';
import { failedLines, stillSeen } from '../failures';
import { observer } from '../observer';
import { useOffer } from '../offer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import { UpdateOffer } from '../update-offer';
import { ChunkView } from './chunk';
import './index.css';

/** From here on the slogan line has left and the header is folded. */
const FOLD = 36;
/** A pulled list is let go after so many ms, and what it waits for goes on without it. */
const PULL = 4000;

const ColumnPage = observer(() => {
  const stores = useStores();
  useBars(stores, true);
  const { column, library, ports } = stores;
  const { params } = useRouter();
  const [small, setSmall] = useState(false);
  const now = stores.clock.shown;

  const listWindow = useMemo(
    () => new ListWindow(ports.viewport, stores.clock, ports.device.height, 'columnfoot'),
    [ports, stores],
  );

  useEffect(() => {
    void column.start();
    // What a screenshot leads to is asked for where the page may be shared, by this call and not by its config alone.
    ports.sharing.allow(true);
    return column.opened(params.region);
  }, [column, ports, params.region]);
  usePageScroll(({ scrollTop }) => {
    setSmall(scrollTop > FOLD);
    listWindow.scrolled(scrollTop);
  });
  useReachBottom(() => void column.loadMore());
  usePullDownRefresh(async () => {
    let isPulled = true;
    const letGo = () => {
      isPulled = false;
      ports.messages.refreshed();
    };
    const stop = stores.clock.after(PULL, letGo);
    await column.refresh(true);
    stop();
    // Who pulled long ago reads on: the head of the page says the rest.
    if (isPulled && column.status.status === 'ready') ports.messages.toast('已是最新');
    if (isPulled) letGo();
  });
  useShareAppMessage(() => columnChatShare(column.list));
  useShareTimeline(() => columnTimelineShare(column.list));
  useAddToFavorites(() => columnTimelineShare(column.list));
  const capture = useMemo(
    () => new Capture(() => new PosterStore(stores.source, ports, null)),
    [ports, stores],
  );
  useOffer(ports.sharing, {
    query: columnTimelineShare(column.list).query,
    picture: () => COLUMN_CARD,
    draw: () => capture.draw(),
  });

  const showNews = () => {
    column.showNews();
    ports.viewport.scrollToTop();
  };
  const pill = (kind: string) =>
    column.news > 0 && (
      <View className={`pill ${kind}`} ariaRole="button" onClick={showNews}>
        <View className="pill-in">
          <Icon name="up" medium />
          {`${column.news}${column.isMoreNews ? '+' : ''} 篇新文章`}
        </View>
      </View>
    );
  const { care } = stores.settings;
  const { chunks, more } = column;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was loaded may not have filled the screen
  useEffect(() => {
    if (more === 'idle') void listWindow.fill(() => column.loadMore());
  }, [column, listWindow, chunks, more]);
  // What comes or goes above the list would move what is being read: it waits until the reader is there.
  const banner = useRef<Failure | null>(null);
  if (!small) banner.current = column.status.status === 'stale' ? column.status.failure : null;
  const isRead = useMemo(() => (id: string) => library.isRead(id), [library]);
  const screen = screenOf(stores);
  // In single-page mode (opened from Moments) WeChat lets nothing be opened.
  const alone = ports.device.singlePage;
  return (
    <View {...screen} className={`${screen.className} screen--tabs`}>
      <SignHead
        name={column.head?.title ?? COLUMN.name}
        slogan={column.head?.slogan ?? COLUMN.slogan}
        note={headNote(stores)}
        small={small}
      />
      {!alone && <SearchEntry onOpen={ports.navigator.openSearch} />}
      {/* Parts that stay: Taro sends all of an element's children anew when one of them comes or goes. */}
      <View>
        {banner.current && (
          <Banner stores={stores} failure={banner.current} onRetry={() => void column.refresh(true)} />
        )}
        <CaptureEasel capture={capture} />
      </View>
      <View>
        {column.status.status === 'failed' ? (
          <LoadFailed stores={stores} />
        ) : column.head ? (
          <>
            <Filters stores={stores} />
            <View>
              {care && !small && pill('pill--row')}
              {small && pill('pill--float')}
            </View>
            {/* In an element of their own, so that a new group is appended: before the foot it would be put in between,
                for which Taro sends all that stands there again. */}
            <View>
              {inGroups(chunks.map((chunk, index) => ({ chunk, index }))).map((group, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: chunks are only ever appended
                <View key={number}>
                  {group.map(({ chunk, index }) => (
                    <ChunkView
                      key={chunk.key}
                      listWindow={listWindow}
                      now={now}
                      chunk={chunk}
                      before={chunks[index - 1]?.rows[chunks[index - 1]!.rows.length - 1]}
                      first={index === 0}
                      isRead={isRead}
                      onOpen={alone ? undefined : ports.navigator.openArticle}
                      pill={index === 0 && !care && !small && pill('')}
                    />
                  ))}
                </View>
              ))}
            </View>
            <Foot stores={stores} />
          </>
        ) : (
          <ListSkeleton />
        )}
      </View>
      {!alone && (
        <>
          <TabBar
            here="column"
            onGo={(tab) => (tab === 'column' ? ports.viewport.scrollToTop() : ports.navigator.toTab(tab))}
          />
          <UpdateOffer stores={stores} />
        </>
      )}
    </View>
  );
});
export default ColumnPage;

type Props = { stores: ReturnType<typeof useStores> };

function headNote({ clock, column, source }: Props['stores']): string {
  if (source.base === null) return '随小程序附带的文章';
  const { status } = column;
  if (status.status === 'loading' && status.slow) return '网络较慢，仍在更新…';
  // Also before the first request is on its way: said a moment later it would cost a call of its own.
  if (column.refreshing || status.status === 'loading') return '正在更新…';
  if (status.status === 'failed') return '更新未完成';
  if (status.status === 'stale') return status.failure === 'offline' ? '离线阅读' : '更新未完成';
  return column.refreshedAt ? `更新于 ${moment(clock.shown, column.refreshedAt)}` : '';
}

/** The cities that have articles. */
const Filters = observer(({ stores: { column } }: Props) => {
  const { filters } = column;
  const cities = useMemo(() => filters.map(({ name, count }) => ({ name, count })), [filters]);
  return (
    <CityFilter
      cities={cities}
      at={filters.findIndex(({ slug }) => slug === column.list)}
      onChoose={(at) => {
        const chosen = filters[at];
        if (chosen) column.choose(chosen.slug);
      }}
    />
  );
});

/** Under the list, while there may be more. */
const MORE = {
  idle: '看更早的文章',
  loading: '正在加载…',
  failed: '更早的文章没有加载出来，点这里重试',
};

const Foot = observer(({ stores: { column } }: Props) => {
  const { more } = column;
  return more === 'end' ? (
    <ListEnd last>没有更早的文章了</ListEnd>
  ) : (
    <ListEnd id="columnfoot" onTap={() => void column.loadMore()}>
      {MORE[more]}
    </ListEnd>
  );
});

interface BannerProps extends Props {
  failure: Failure;
  onRetry: () => void;
}

/** The last attempt to refresh failed; what was there stays. */
const Banner = observer(({ stores: { clock, column }, failure, onRetry }: BannerProps) => (
  <View className="banner" ariaRole="alert">
    <Icon name="offline" />
    <View className="banner-m">
      <View className="banner-b">
        {failure === 'outdated' ? '请更新小程序，再看新文章' : stillSeen(failure)}
      </View>
      {column.refreshedAt > 0 && `上次更新 ${moment(clock.shown, column.refreshedAt)}`}
    </View>
    <View className="banner-x" ariaRole="button" onClick={onRetry}>
      重试
    </View>
  </View>
));

const LoadFailed = observer(({ stores: { column, library, ports } }: Props) => {
  const failure = column.status.status === 'failed' ? column.status.failure : 'server';
  const isOutdated = failure === 'outdated';
  return (
    <StateSign
      sign="warning"
      title={isOutdated ? '请更新小程序' : '文章没有加载出来'}
      lines={
        isOutdated
          ? ['专栏换了新的格式。', '请完全退出微信再打开，小程序会自动更新。']
          : failedLines(failure, '专栏')
      }
      actions={[
        { label: '重试', icon: 'retry', onTap: () => void column.refresh() },
        ...(library.readings.size > 0 && !ports.device.singlePage
          ? [{ label: '看已保存的文章', onTap: () => ports.navigator.toTab('library') }]
          : []),
      ]}
    />
  );
});
