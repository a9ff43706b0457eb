import { Text, View } from '@tarojs/components';
import { DirectionSign, OriginalLink, Provenance } from '../../components/after-text';
import { ArticleRow } from '../../components/article-row';
import { type BlockContext, Section } from '../../components/blocks';
import { inGroups } from '../../domain/groups';
import { columnWidth } from '../../domain/measure';
import { picturesOf } from '../../domain/pictures';
import { citation } from '../../domain/quotation';
import { type ArticleHead, isTitleOnly } from '../../domain/reader';
import { cityName } from '../../domain/regions';
import type { Onward } from '../../domain/row';
import { titleLines } from '../../domain/typography';
import type { ArticleDocument } from '../../feed';
import type { ArticleState, Stores } from '../../stores';
import type { SectionWindow } from '../../stores/visit/section-window';
import { observer } from '../observer';
import { copyText } from './copy';

interface BodyProps {
  stores: Stores;
  head: ArticleHead | null;
  state: ArticleState | undefined;
  /** Which sections of the text are mounted; null until the document is there. */
  near: SectionWindow | null;
  onHold: (text: string, block: number) => void;
}

/** The article from its tag to 全文完, then what follows the text. */
export const ArticleBody = observer(({ stores, head, state, near, onHold }: BodyProps) => {
  const document = state?.status === 'ready' ? state.document : undefined;
  const stale = state?.status === 'ready' && state.stale;
  return (
    <>
      <View className="article">
        {head && <Head head={head} />}
        {state?.status === 'loading' && state.slow && (
          <View className="slow" ariaRole="alert">
            网络较慢，正在继续加载…
          </View>
        )}
        {stale && <View className="stale">没有网络，正在看已保存的文章</View>}
        {document && near ? (
          <Sections near={near} context={contextOf(stores, document)} onHold={onHold} />
        ) : (
          <View className="wait" ariaRole="progressbar" ariaLabel="正在加载" />
        )}
        {document &&
          (isTitleOnly(document) ? (
            <View id="fin" />
          ) : (
            <View className="fin" id="fin">
              <View className="lane" />
              <View className="fin-t">全文完</View>
              <View className="lane" />
            </View>
          ))}
      </View>
      {/* Always there: an element that is put between others makes Taro send all of them again. */}
      <View className="after" id="after">
        {state?.status === 'ready' && near?.started && (
          <After stores={stores} document={state.document} onward={state.onward} />
        )}
      </View>
    </>
  );
});

interface SectionsProps {
  near: SectionWindow;
  context: BlockContext;
  onHold: (text: string, block: number) => void;
}

/** The text in sections, and the sections in groups where an element would have too many children. */
function Sections({ near, context, onHold }: SectionsProps) {
  const shown = near.sections.map(({ parts }, number) => (
    <SectionView key={parts[0]!.index} near={near} number={number} context={context} onHold={onHold} />
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
}

const SectionView = observer(({ near, number, context, onHold }: SectionsProps & { number: number }) => (
  <Section
    id={`x${number}`}
    box={near.box(number)}
    parts={near.sections[number]!.parts}
    marked={near.marked}
    context={context}
    onHold={context.selectable ? undefined : onHold}
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

/** What the blocks may ask of the page: pictures full screen, links, the original. */
function contextOf({ source, ports }: Stores, document: ArticleDocument): BlockContext {
  const { originals, messages, device } = ports;
  const follow = async (href: string) => {
    if (/^https?:\/\/mp\.weixin\.qq\.com\//.test(href) && (await originals.open(href))) return;
    await copyText(messages, href);
  };
  const { url } = document;
  const width = columnWidth(device.width);
  return {
    url: source.url,
    width,
    pixels: width * 2,
    selectable: device.singlePage || device.desktop,
    onPicture: (src) =>
      messages.preview(
        picturesOf(document).map((one) => source.url(one.src)),
        source.url(src),
      ),
    onLink: (href) => void follow(href),
    onProgram: async (appId, path) => {
      if (!(await originals.openProgram(appId, path))) messages.toast('没有打开，请在微信里搜索这个小程序');
    },
    onOriginal: url ? () => void follow(url) : undefined,
  };
}

interface AfterProps {
  stores: Stores;
  document: ArticleDocument;
  onward: Onward;
}

const After = observer(({ stores, document, onward }: AfterProps) => {
  const { articles, library, ports } = stores;
  const { navigator, messages, device } = ports;
  const context = contextOf(stores, document);
  const related = onward.related.filter(({ id }) => !articles.isWithdrawn(id));
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
                now={ports.clock.now()}
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
        <DirectionSign newer={onward.newer} older={onward.older} onOpen={navigator.openArticle} />
      )}
    </>
  );
});
