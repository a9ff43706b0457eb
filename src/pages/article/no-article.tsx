import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { ArticleRow } from '../../components/article-row';
import { StateSign } from '../../components/state-sign';
import type { Failure, Stores } from '../../stores';
import { failedLines } from '../failures';
import { observer } from '../observer';

interface NoArticleProps {
  stores: Stores;
  reason: Failure | 'withdrawn';
  onRetry: () => void;
}

const SHOWN = 4;

/** In place of an article that cannot be shown: why, a way on, and the newest articles. */
export const NoArticle = observer(({ stores, reason, onRetry }: NoArticleProps) => {
  const { column, articles, library, ports } = stores;
  useEffect(() => void column.start(), [column]);
  const { navigator, device } = ports;
  // In single-page mode nothing leads anywhere: only what works is shown.
  const away = device.singlePage ? [] : [{ label: '返回专栏', onTap: navigator.home }];
  const search = { label: '搜索文章', icon: 'search', onTap: navigator.openSearch } as const;
  const retry = { label: '重试', icon: 'retry', onTap: onRetry } as const;
  const saved = { label: '看已保存的文章', onTap: () => navigator.toTab('library') };
  const hasSaved = !device.singlePage && (library.kept.length > 0 || library.history.length > 0);
  const latest = (column.head?.rows ?? []).filter(({ id }) => !articles.isWithdrawn(id)).slice(0, SHOWN);
  return (
    <View>
      {reason === 'withdrawn' ? (
        <StateSign
          sign="crossed"
          title="本文已由发布者撤回"
          lines={['标题和正文不再显示。', '需要了解时，请以发布者的最新消息为准。']}
          actions={away}
        />
      ) : reason === 'missing' ? (
        <StateSign
          sign="deadend"
          title="没有找到这篇文章"
          lines={['链接可能不完整，或者文章还没有收录。']}
          actions={device.singlePage ? [] : [...away, search]}
        />
      ) : reason === 'outdated' ? (
        <StateSign
          sign="warning"
          title="请更新小程序"
          lines={['这篇文章要用新版小程序看。', '请完全退出微信再打开，小程序会自动更新。']}
          actions={[...away, retry]}
        />
      ) : (
        <StateSign
          sign="warning"
          title="文章没有加载出来"
          lines={[...failedLines(reason, '文章'), ...(hasSaved ? ['已保存的文章可以先看。'] : [])]}
          actions={hasSaved ? [retry, saved] : [retry, ...away]}
        />
      )}
      {latest.length > 0 && !ports.device.singlePage && (
        <>
          <View className="latest">最新文章</View>
          <View className="group">
            {latest.map((row) => (
              <ArticleRow
                key={row.id}
                row={row}
                now={stores.clock.shown}
                read={library.isRead(row.id)}
                onOpen={ports.navigator.openArticle}
              />
            ))}
          </View>
        </>
      )}
      <View className="end-pad" />
    </View>
  );
});
