import { View } from '@tarojs/components';
import {
  usePageScroll,
  useReady,
  useRouter,
  useShareAppMessage,
  useShareTimeline,
  useUnload,
} from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ActionBar } from '../../components/action-bar';
import { ComfortSettings } from '../../components/comfort-settings';
import { ContentsSheet } from '../../components/contents-sheet';
import { NavBar } from '../../components/nav-bar';
import { Sheet } from '../../components/sheet';
import { headOf, progressNote } from '../../domain/reader';
import { blockAt, sectionsOf } from '../../domain/sections';
import { articleChatShare, articleTimelineShare, COLUMN, idFromQuery } from '../../domain/share';
import { plain } from '../../domain/text';
import { displayTitle } from '../../domain/typography';
import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import { ReadingSession } from '../../stores/reading-session';
import { SectionWindow } from '../../stores/section-window';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import { ArticleBody } from './body';
import { NoArticle } from './no-article';
import './index.css';

const ArticlePage = observer(() => {
  const stores = useStores();
  const { articles, library, source, ports } = stores;
  const { params } = useRouter();
  const id = idFromQuery(params);
  const at = typeof params.at === 'string' ? params.at : undefined;
  const { device } = ports;
  const barHeight = device.safeTop + device.nav + 8;
  const session = useMemo(
    () => new ReadingSession(ports.viewport, ports.clock, device.height, { title: '#title', end: '#fin' }),
    [ports, device],
  );
  const [contentsAt, setContentsAt] = useState<number | null>(null);
  const [settingsOpen, setSettingsOpen] = useState(false);

  const state = id ? articles.state(id) : undefined;
  const document = state?.status === 'ready' ? state.document : undefined;
  const near = useNear(stores, document, at, barHeight);
  const head = headOf(document, id ? articles.item(id) : undefined);

  useEffect(() => {
    if (id) void articles.open(id);
  }, [articles, id]);
  const shown = document?.id;
  useEffect(() => {
    if (!shown) return;
    library.opened(shown);
    void session.measure();
  }, [shown, library, session]);
  useReady(() => void session.measure());
  usePageScroll(({ scrollTop }) => {
    session.scrolled(scrollTop);
    near?.scrolled(scrollTop);
  });
  useUnload(() => {
    if (shown) library.reached(shown, session.progress / 100);
  });
  const shared = { id: id ?? '', title: head?.title };
  useShareAppMessage(() => articleChatShare(source.base, shared));
  useShareTimeline(() => articleTimelineShare(source.base, shared));

  const openContents = async (doc: ArticleDocument) => {
    const ids = doc.contents.map((stop) => stop.id);
    setContentsAt(await session.currentStop(ids, barHeight + 60));
  };
  const jump = (target: string) => {
    setContentsAt(null);
    if (target === 'start') ports.viewport.scrollToTop();
    else if (target === 'end') ports.viewport.scrollTo('after', barHeight + 8);
    else if (near && document) void near.jump(blockAt(document.blocks, target) ?? 0);
  };
  const leading = device.singlePage ? 'none' : ports.navigator.canGoBack() ? 'back' : 'home';
  const gone = !id || state?.status === 'withdrawn' || state?.status === 'failed';
  return (
    <View {...screenOf(stores)}>
      <Bar
        session={session}
        title={head ? displayTitle(head.headline) : ''}
        column={head?.column || COLUMN.name}
        leading={leading}
        onLeading={ports.navigator.back}
        road={!gone}
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
        <ArticleBody stores={stores} head={head} state={state} near={near} onHold={() => {}} />
      )}
      {document && !device.singlePage && (
        <ActionBar
          actions={[
            {
              label: '目录',
              icon: 'contents',
              disabled: document.contents.length === 0,
              onTap: () => void openContents(document),
            },
            { label: '字号', icon: 'size', onTap: () => setSettingsOpen(true) },
          ]}
        />
      )}
      {document && contentsAt !== null && (
        <ContentsSheet
          contents={document.contents}
          start={displayTitle(epigraph(document) || document.headline)}
          here={contentsAt}
          note={progressNote(session.progress, document.minutes)}
          onJump={jump}
          onClose={() => setContentsAt(null)}
        />
      )}
      {settingsOpen && (
        <Sheet title="阅读设置" onClose={() => setSettingsOpen(false)}>
          <ComfortSettings
            comfort={stores.settings.comfort}
            onChoose={(choice) => stores.settings.choose(choice)}
            onReset={() => stores.settings.reset()}
          />
        </Sheet>
      )}
    </View>
  );
});
export default ArticlePage;

/**
 * The window over the document's sections, begun at the block that `at` addresses. The same text arriving
 * again (kept on the device, then asked for) goes on in the same window.
 */
function useNear(
  { ports, settings }: Stores,
  document: ArticleDocument | undefined,
  at: string | undefined,
  bar: number,
): SectionWindow | null {
  const kept = useRef<ArticleDocument>();
  const same = (a: ArticleDocument) => JSON.stringify(a.blocks) === JSON.stringify(document?.blocks);
  if (kept.current !== document && !(kept.current && same(kept.current))) kept.current = document;
  const text = kept.current;
  const near = useMemo(() => {
    if (!text) return null;
    const { width, height } = ports.device;
    return new SectionWindow(ports.viewport, ports.clock, {
      screen: height,
      bar,
      sections: sectionsOf(text.blocks, width - 40),
      from: blockAt(text.blocks, at),
    });
  }, [text, at, ports, bar]);
  useEffect(() => {
    if (!near) return;
    near.start();
    if (near.marked !== null) void near.jump(near.marked);
    return () => near.close();
  }, [near]);
  const { size } = settings;
  useEffect(() => near?.resized(size), [near, size]);
  return near;
}

const epigraph = ({ blocks }: ArticleDocument) => {
  const first = blocks[0];
  return first?.type === 'paragraph' && first.lead ? plain(first.inlines) : '';
};

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
