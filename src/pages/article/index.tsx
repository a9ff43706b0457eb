import { View } from '@tarojs/components';
import {
  useAddToFavorites,
  useDidHide,
  useDidShow,
  usePageScroll,
  useReady,
  useRouter,
  useShareAppMessage,
  useShareTimeline,
  useUnload,
} from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { NavBar } from '../../components/nav-bar';
import { Resume } from '../../components/resume';
import { headOf, isTitleOnly } from '../../domain/reader';
import { blockAt } from '../../domain/sections';
import {
  articleChatShare,
  articleQuery,
  articleTimelineShare,
  COLUMN,
  columnChatShare,
  columnTimelineShare,
  idFromQuery,
} from '../../domain/share';
import { displayTitle } from '../../domain/typography';
import type { KeptPlace } from '../../stores/visit/places';
import { ReadingSession } from '../../stores/visit/reading-session';
import { useBars } from '../bars';
import { observer } from '../observer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import { Actions } from './actions';
import { ArticleBody } from './body';
import { useNear } from './near';
import { NoArticle } from './no-article';
import type { SheetState } from './props';
import { quoteShare, quoteSheet, Sheets } from './sheets';
import './index.css';

const ArticlePage = observer(() => {
  const stores = useStores();
  useBars(stores);
  const { articles, library, places, source, ports } = stores;
  const { params } = useRouter();
  const id = idFromQuery(params);
  const at = typeof params.at === 'string' ? params.at : undefined;
  const { device, viewport, sharing } = ports;
  const barHeight = device.safeTop + device.nav + 8;
  const session = useMemo(
    () => new ReadingSession(viewport, ports.clock, device.height, { title: '#title', end: '#fin' }),
    [ports, device, viewport],
  );
  const [sheet, setSheet] = useState<SheetState>(null);
  const [offer, setOffer] = useState<KeptPlace | null>(null);

  const state = id ? articles.state(id) : undefined;
  const document = state?.status === 'ready' ? state.document : undefined;
  const head = headOf(document, id ? articles.row(id) : undefined);
  const near = useNear(stores, document, at, barHeight);
  const gone = !id || state?.status === 'withdrawn' || state?.status === 'failed';
  const shareable = !(id && state?.status === 'withdrawn');

  useEffect(() => {
    if (!id) return;
    void articles.open(id);
    return articles.hold(id);
  }, [articles, id]);
  const shown = document?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an article, with what it was when it came
  useEffect(() => {
    if (!shown || !document) return;
    if (library.isRead(shown) && blockAt(document.blocks, at) === null) setOffer(places.offer(shown));
    library.opened(shown, articles.row(shown));
    void session.measure();
    void ports.resources.ample().then((ample) => {
      const next = [document.older, document.newer, ...document.related.slice(0, 3)];
      if (ample) void articles.prefetch(next.flatMap((item) => (item ? [item.id] : [])));
    });
  }, [shown]);
  useEffect(() => sharing.allow(shareable), [sharing, shareable]);

  const keep = () => {
    if (!shown || !near) return;
    library.reached(shown, session.progress / 100);
    const { here } = near;
    if (here.status === 'unmoved') return;
    const place = here.status === 'inside' ? { ...here.place, percent: session.progress } : null;
    places.keep(shown, place, (one) => library.isRead(one));
  };
  useReady(() => void session.measure());
  usePageScroll(({ scrollTop }) => {
    session.scrolled(scrollTop);
    near?.scrolled(scrollTop);
  });
  useDidShow(() => {
    if (id) sharing.onCopyUrl(articleQuery(id));
  });
  useDidHide(() => {
    sharing.offCopyUrl();
    keep();
  });
  useUnload(() => {
    sharing.offCopyUrl();
    keep();
  });
  const shared = { id: id ?? '', title: head?.title };
  useShareAppMessage(() =>
    !id
      ? columnChatShare('all')
      : sheet?.name === 'hold'
        ? quoteShare(articleChatShare(source.base, shared, sheet.at), sheet)
        : articleChatShare(source.base, shared),
  );
  useShareTimeline(() => (id ? articleTimelineShare(source.base, shared) : columnTimelineShare('all')));
  useAddToFavorites(() => (id ? articleTimelineShare(source.base, shared) : columnTimelineShare('all')));

  const leading = device.singlePage ? 'none' : ports.navigator.canGoBack() ? 'back' : 'home';
  return (
    <View {...screenOf(stores)}>
      <Bar
        session={session}
        title={head ? displayTitle(head.headline) : ''}
        column={head?.column || COLUMN.name}
        leading={leading}
        onLeading={ports.navigator.back}
        road={!gone && !(document && isTitleOnly(document))}
      />
      {gone ? (
        <NoArticle
          stores={stores}
          reason={!id ? 'missing' : state?.status === 'failed' ? state.failure : 'withdrawn'}
          onRetry={() => {
            if (id) void articles.open(id);
          }}
        />
      ) : (
        <ArticleBody
          stores={stores}
          head={head}
          state={state}
          near={near}
          onHold={(text, block) => {
            if (document) setSheet(quoteSheet(stores, document, text, block));
          }}
        />
      )}
      {/* Each in an element that stays: what leaves an element makes Taro send all of its other children again. */}
      <View>
        {document && near && !device.singlePage && (
          <Actions
            stores={stores}
            document={document}
            session={session}
            near={near}
            bar={barHeight}
            onSheet={setSheet}
          />
        )}
      </View>
      <View>
        {near && offer && !device.singlePage && (
          <Offer
            session={session}
            place={offer}
            onGo={() => {
              setOffer(null);
              void near.go(offer);
            }}
          />
        )}
      </View>
      <View>
        {document && near && sheet && (
          <Sheets
            stores={stores}
            document={document}
            session={session}
            near={near}
            bar={barHeight}
            sheet={sheet}
            onSheet={setSheet}
          />
        )}
      </View>
    </View>
  );
});
export default ArticlePage;

interface BarProps {
  session: ReadingSession;
  title: string;
  column: string;
  leading: 'back' | 'home' | 'none';
  onLeading: () => void;
  road: boolean;
}

/** Its own observer, so that scrolling redraws the road and nothing else. */
const Bar = observer(({ session, title, column, leading, onLeading, road }: BarProps) => (
  <NavBar
    title={session.titleGone && title ? title : column}
    leading={leading}
    onLeading={onLeading}
    progress={road ? session.progress : undefined}
  />
));

interface OfferProps {
  session: ReadingSession;
  place: KeptPlace;
  onGo: () => void;
}

/** The offer to read on goes when the reader has gone on by themselves. */
const Offer = observer(({ session, place, onGo }: OfferProps) =>
  session.titleGone ? null : <Resume percent={place.percent} onGo={onGo} />,
);
