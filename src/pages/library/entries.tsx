import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { ArticleRow } from '../../components/article-row';
import { Icon } from '../../components/icon';
import { press } from '../../components/tap';
import { inGroups } from '../../domain/groups';
import { byDay, favouritesNotice, historyNotice, keptNote, notDone, readNote } from '../../domain/library';
import { rowOfSnapshot, type Snapshot } from '../../domain/snapshot';
import { toFeedTime } from '../../domain/time';
import type { ArticleId } from '../../feed';
import type { Stores } from '../../stores';
import type { ListWindow } from '../../stores/list-window';
import type { Written } from '../../stores/ports';
import { observer } from '../observer';

interface EntriesProps {
  stores: Stores;
  part: 'kept' | 'history';
  now: number;
  /** Ids, newest first, as they were when the page was shown. */
  order: readonly ArticleId[];
  /** How many entries the reader has come to. */
  shown: number;
  listWindow: ListWindow;
  tidying: boolean;
  onTidy: (tidying: boolean) => void;
}

/** One entry of either list, as its row shows it. */
interface Entry {
  id: ArticleId;
  at: number;
  item: Snapshot | undefined;
  note: string;
}

/** Entries of a piece that is taken off the page when it is far away. */
const PIECE = 25;

/** 收藏 or 历史. */
export const Entries = observer(
  ({ stores, part, now, order, shown, listWindow, tidying, onTidy }: EntriesProps) => {
    const { library, ports } = stores;
    const kept = part === 'kept';
    const entryOf = (id: ArticleId): Entry[] => {
      const favourite = kept ? library.favourite(id) : undefined;
      const reading = kept ? undefined : library.readings.get(id);
      if (favourite) return [{ id, ...favourite, note: keptNote(now, favourite.at) }];
      return reading ? [{ id, at: reading.at, item: reading.item, note: readNote(reading.progress) }] : [];
    };
    const tell = (outcome: Written, deed: string) =>
      outcome !== 'kept' && ports.messages.toast(notDone(outcome, deed));
    const remove = (id: ArticleId) =>
      tell(kept ? library.removeFavourite(id) : library.removeReading(id), kept ? '移出收藏' : '删除');
    const tidy = (
      <View className="do" ariaRole="button" onClick={() => press(() => onTidy(!tidying))}>
        {tidying ? '完成' : '整理'}
      </View>
    );
    const recalled = kept && library.recalled > 0 && (
      <View className="say say--act">
        <View className="say-m">{`有 ${library.recalled} 篇收藏已由发布者撤回，不再显示。`}</View>
        <View className="do" ariaRole="button" onClick={() => library.noted()}>
          知道了
        </View>
      </View>
    );
    const why = library.trouble[kept ? 'favourites' : 'history'];
    const trouble = why && (
      <View className="say say--warn" ariaRole="alert">
        {kept ? favouritesNotice(why) : historyNotice(why)}
      </View>
    );
    if ((kept ? library.kept.length : library.readings.size) === 0)
      return (
        <>
          {trouble}
          {why !== 'unread' && (
            <View className="none">
              {kept ? '还没有收藏。看文章时点“收藏”，就会放在这里。' : '还没有看过文章。'}
            </View>
          )}
          {recalled}
        </>
      );
    const pieces = inGroups(order.slice(0, shown), PIECE).map((ids) => ids.flatMap(entryOf));
    const first = pieces.findIndex((piece) => piece.length > 0);
    return (
      <>
        {kept && (
          <View className="say say--act">
            <View className="say-m">收藏只保存在这台手机上，换手机不会带走。</View>
            {tidy}
          </View>
        )}
        {trouble}
        <View>
          {pieces.map((piece, number) => (
            <Piece
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its position
              key={number}
              id={`${part}${number}`}
              stores={stores}
              listWindow={listWindow}
              kept={kept}
              now={now}
              entries={piece}
              before={lastBefore(pieces, number)}
              onRemove={tidying ? remove : undefined}
              actions={
                !kept &&
                number === first && (
                  <>
                    {tidy}
                    <View
                      className="do"
                      ariaRole="button"
                      onClick={() => press(() => tell(library.clearHistory(), '清空'))}
                    >
                      <Icon name="trash" medium />
                      清空历史
                    </View>
                  </>
                )
              }
            />
          ))}
        </View>
        {recalled}
        {!kept && shown >= order.length && (
          <View className="say">历史只保存在这台手机上，最多留最近的 1000 篇。</View>
        )}
      </>
    );
  },
);

const lastBefore = (pieces: readonly Entry[][], number: number): Entry | undefined => {
  const before = pieces.slice(0, number).filter((piece) => piece.length > 0);
  const piece = before[before.length - 1];
  return piece?.[piece.length - 1];
};

interface PieceProps {
  id: string;
  stores: Stores;
  listWindow: ListWindow;
  kept: boolean;
  now: number;
  entries: readonly Entry[];
  /** The entry before the piece's first: a day that it began gets no second line. */
  before: Entry | undefined;
  onRemove: ((id: ArticleId) => void) | undefined;
  actions: ReactNode;
}

const Piece = observer(
  ({ id, stores, listWindow, kept, now, entries, before, onRemove, actions }: PieceProps) => {
    const { articles, ports } = stores;
    if (entries.length === 0) return null;
    const height = listWindow.boxHeight(id);
    if (height !== null) return <View className="chunk" id={`c-${id}`} style={`height:${height}px`} />;
    const row = ({ id, at, item, note }: Entry) => (
      <ArticleRow
        key={id}
        row={articles.row(id) ?? rowOfSnapshot(id, item ?? { title: '', date: toFeedTime(at) })}
        now={now}
        read={false}
        note={note}
        onOpen={ports.navigator.openArticle}
        onRemove={onRemove}
      />
    );
    const at = (entry: Entry) => entry.at;
    return (
      <View className="chunk" id={`c-${id}`}>
        {kept ? (
          <View className="group">{entries.map(row)}</View>
        ) : (
          byDay(now, entries, at).map(({ label, entries }, index) => (
            <View key={label.key}>
              {(index > 0 || !before || byDay(now, [before], at)[0]!.label.key !== label.key) && (
                <View className="sub">
                  <View className="sub-t" ariaRole="heading">
                    {label.name}
                  </View>
                  {index === 0 && actions}
                </View>
              )}
              <View className="group">{entries.map(row)}</View>
            </View>
          ))
        )}
      </View>
    );
  },
);
