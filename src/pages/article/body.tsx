import { Text, View } from '@tarojs/components';
import { useMemo, useRef } from 'react';
import { DirectionSign, OriginalLink, Provenance } from '../../components/after-text';
import { ArticleRow } from '../../components/article-row';
import { type BlockContext, Section } from '../../components/blocks';
import { inGroups } from '../../domain/groups';
import { citation } from '../../domain/quotation';
import { type ArticleHead, isPart, isTitleOnly } from '../../domain/reader';
import { cityName } from '../../domain/regions';
import { aboveIn, type Row } from '../../domain/row';
import { titleLines } from '../../domain/typography';
import type { Failure, Stores } from '../../stores';
import type { SectionWindow } from '../../stores/visit/section-window';
import type { VisitStore, VisitView } from '../../stores/visit/visit-store';
import { stillSeen } from '../failures';
import { observer } from '../observer';
import { contextOf } from './context';
import { copyText } from './copy';

interface BodyProps {
  stores: Stores;
  visit: VisitStore;
}

/** The article from its tag to 全文完, then what follows the text. */
export const ArticleBody = observer(({ stores, visit }: BodyProps) => {
  const { head, view } = visit;
  const shown = view.status === 'ready' ? view : undefined;
  const document = shown?.document;
  const { tries } = stores.articles;
  const context = useMemo(
    () => document && { ...contextOf(stores, document, visit.width), tries },
    [stores, document, visit, tries],
  );
  return (
    <>
      <View className="article">
        {head && <Head head={head} />}
        {view.status === 'loading' && view.slow && (
          <View className="slow" ariaRole="alert">
            网络较慢，正在继续加载…
          </View>
        )}
        <StaleLine visit={visit} />
        {shown && context ? (
          <Sections visit={visit} window={shown.window} context={context} />
        ) : (
          <View className="wait" ariaRole="progressbar" ariaLabel="正在加载" />
        )}
        {document &&
          (isTitleOnly(document) ? (
            <View id="fin" />
          ) : (
            <View className="fin" id="fin">
              <View className="lane" />
              <View className="fin-t">{isPart(document) ? '以上是节选' : '全文完'}</View>
              <View className="lane" />
            </View>
          ))}
      </View>
      {/* Always there: an element that is put between others makes Taro send all of them again. */}
      <View className="after" id="after">
        {shown && context && <After stores={stores} shown={shown} context={context} />}
      </View>
    </>
  );
});

/** What comes or goes above the text would move what is being read: it waits until the reader is at the beginning. */
const StaleLine = observer(({ visit: { view, session } }: { visit: VisitStore }) => {
  const said = useRef<Failure | null>(null);
  if (!session.titleGone) said.current = view.status === 'ready' ? view.stale : null;
  return <View>{said.current && <View className="stale">{stillSeen(said.current)}</View>}</View>;
});

interface SectionsProps {
  visit: VisitStore;
  window: SectionWindow;
  context: BlockContext;
}

/**
 * The text in sections, and the sections in groups where an element would have too many children. An observer, so
 * that it is drawn again for another text only.
 */
const Sections = observer(({ visit, window, context }: SectionsProps) => {
  const shown = window.sections.map(({ parts }, number) => (
    <SectionView key={parts[0]!.index} visit={visit} window={window} number={number} context={context} />
  ));
  if (shown.length <= 50) return <>{shown}</>;
  return (
    <>
      {inGroups(shown).map((group, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections never move
        <View key={number}>{group}</View>
      ))}
    </>
  );
});

const SectionView = observer(({ visit, window, number, context }: SectionsProps & { number: number }) => (
  <Section
    id={`x${number}`}
    box={window.box(number)}
    parts={window.sections[number]!.parts}
    marked={window.marked}
    context={context}
    onHold={context.selectable ? undefined : (text, block) => visit.sheets.showQuote(text, block)}
  />
));

function Head({ head }: { head: ArticleHead }) {
  const city = cityName(head.region);
  return (
    <>
      {city && (
        <View className="article-tag">
          <View className="tag tag--lg">{city}</View>
        </View>
      )}
      <View className={head.headline ? 'title' : 'title title--none'} id="title" ariaRole="heading">
        {head.headline
          ? titleLines(head.headline).map((line) => <View key={line}>{line}</View>)
          : '标题暂缺，请看原文'}
      </View>
      <View className="byline">
        <View>
          <Text className="byline-b">{head.column}</Text>
          {head.origin}
        </View>
        <View>{head.when}</View>
      </View>
    </>
  );
}

interface AfterProps {
  stores: Stores;
  shown: Extract<VisitView, { status: 'ready' }>;
  context: BlockContext;
}

/** What follows the text, once the first screens of the text are drawn. */
const After = observer(({ stores, shown, context }: AfterProps) => {
  const { articles, column, library, ports } = stores;
  const { navigator, messages, device } = ports;
  const { document, onward, window } = shown;
  if (!window.started) return null;
  const alive = (rows: readonly Row[]) => rows.filter(({ id }) => !articles.isWithdrawn(id));
  const related = alive(onward.related);
  const copy = (text: string) => copyText(messages, text);
  const { url } = document;
  return (
    <>
      {url && !device.singlePage && (
        <OriginalLink onOpen={() => context.onOriginal?.()} onCopy={() => void copy(url)} />
      )}
      <Provenance
        document={document}
        onCite={device.singlePage ? undefined : () => void copy(citation(document))}
      />
      {related.length > 0 && !device.singlePage && (
        <>
          <View className="sect" ariaRole="heading">
            相关文章推荐
          </View>
          <View className="group">
            {related.map((row) => (
              <ArticleRow
                key={row.id}
                row={row}
                now={stores.clock.shown}
                read={library.isRead(row.id)}
                onOpen={navigator.openArticle}
              />
            ))}
          </View>
        </>
      )}
      {device.singlePage ? (
        // WeChat's own bar, which leads to the program, lies over the page's end.
        <View className="end-pad" />
      ) : (
        <DirectionSign
          newer={onward.newer ?? aboveIn(alive(column.newest?.rows ?? []), document.id)}
          older={onward.older}
          onOpen={navigator.openArticle}
        />
      )}
    </>
  );
});
