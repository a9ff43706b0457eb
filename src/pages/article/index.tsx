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
import { useEffect, useMemo } from 'react';
import { NavBar } from '../../components/nav-bar';
import { Resume } from '../../components/resume';
import { pageChatShare, pageTimelineShare } from '../../domain/page-share';
import { isTitleOnly } from '../../domain/reader';
import { COLUMN, idFromQuery } from '../../domain/share';
import { displayTitle } from '../../domain/typography';
import type { Stores } from '../../stores';
import { VisitStore } from '../../stores/visit/visit-store';
import { useBars } from '../bars';
import { CaptureEasel } from '../capture';
import { observer } from '../observer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import { Actions } from './actions';
import { ArticleBody } from './body';
import { NoArticle } from './no-article';
import { Sheets } from './sheets';
import './index.css';

const ArticlePage = observer(() => {
  const stores = useStores();
  useBars(stores);
  const { params } = useRouter();
  const id = idFromQuery(params);
  const at = typeof params.at === 'string' ? params.at : undefined;
  const visit = useMemo(() => new VisitStore(stores, id, at), [stores, id, at]);
  useEffect(() => visit.begin(), [visit]);
  useReady(() => void visit.session.measure());
  usePageScroll(({ scrollTop }) => visit.scrolled(scrollTop));
  useDidShow(() => visit.appeared());
  useDidHide(() => visit.left());
  useUnload(() => visit.left());
  useShareAppMessage(() => pageChatShare(visit.shared));
  useShareTimeline(() => pageTimelineShare(visit.shared));
  useAddToFavorites(() => pageTimelineShare(visit.shared));

  const { view } = visit;
  const { singlePage } = stores.ports.device;
  return (
    <View {...screenOf(stores)}>
      <Bar stores={stores} visit={visit} />
      {view.status === 'gone' ? (
        <NoArticle stores={stores} reason={view.reason} onRetry={() => visit.retry()} />
      ) : (
        <ArticleBody stores={stores} visit={visit} />
      )}
      {/* Each in an element that stays: what leaves an element makes Taro send all of its other children again. */}
      <View>{!singlePage && <Actions stores={stores} visit={visit} />}</View>
      <View>{!singlePage && <Offer visit={visit} />}</View>
      <View>
        <Sheets stores={stores} visit={visit} />
        <Posing visit={visit} />
      </View>
    </View>
  );
});
export default ArticlePage;

interface PartProps {
  stores: Stores;
  visit: VisitStore;
}

/** Its own observer, so that scrolling redraws the road and nothing else. */
const Bar = observer(({ stores: { ports }, visit }: PartProps) => {
  const { head, view, session } = visit;
  const { navigator, device } = ports;
  const title = head ? displayTitle(head.headline) : '';
  const road = view.status !== 'gone' && !(view.status === 'ready' && isTitleOnly(view.document));
  return (
    <NavBar
      title={session.titleGone && title ? title : head?.column || COLUMN.name}
      leading={device.singlePage ? 'none' : navigator.canGoBack() ? 'back' : 'home'}
      onLeading={navigator.back}
      progress={road ? session.progress : undefined}
    />
  );
});

/** A sheet of pictures has a canvas of its own, and there is one of that name. */
const Posing = observer(({ visit: { capture, sheets } }: { visit: VisitStore }) =>
  sheets.shown && 'poster' in sheets.shown ? null : <CaptureEasel capture={capture} />,
);

/** The offer to read on goes when the reader has gone on by themselves. */
const Offer = observer(({ visit }: { visit: VisitStore }) => {
  const { offer, session } = visit;
  return offer && !session.titleGone ? <Resume percent={offer.percent} onGo={() => visit.resume()} /> : null;
});
