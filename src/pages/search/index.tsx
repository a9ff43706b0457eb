import { View } from '@tarojs/components';
import { usePageScroll, useReachBottom, useUnload } from '@tarojs/taro';
import { useEffect, useMemo } from 'react';
import { SearchRow } from '../../components/article-row/search-row';
import { CityPlates } from '../../components/cities/plates';
import { Icon } from '../../components/icon';
import { ListEnd } from '../../components/list-end';
import { NavBar } from '../../components/nav-bar';
import { SearchField } from '../../components/search-field';
import { StateSign } from '../../components/state-sign';
import { press } from '../../components/tap';
import { inGroups } from '../../domain/groups';
import { CITIES } from '../../domain/regions';
import type { Stores } from '../../stores';
import { ListWindow } from '../../stores/list-window';
import { useBars } from '../bars';
import { stillSearched } from '../failures';
import { observer } from '../observer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import './index.css';

const SearchPage = observer(() => {
  const stores = useStores();
  useBars(stores);
  const { search, column, ports } = stores;
  const { status } = search;
  useEffect(() => {
    search.readAgain();
    void column.start();
  }, [search, column]);
  useUnload(() => search.clear());
  useReachBottom(() => void search.loadMore());
  const { navigator } = ports;
  const listWindow = useMemo(
    () => new ListWindow(ports.viewport, stores.clock, ports.device.height, 'searchfoot'),
    [ports, stores],
  );
  usePageScroll(({ scrollTop }) => listWindow.scrolled(scrollTop));
  const { results, more } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found may not have filled the screen
  useEffect(() => {
    if (more === 'idle') void listWindow.fill(() => search.loadMore());
  }, [search, listWindow, results, more]);
  const found = results.length > 0;
  return (
    <View {...screenOf(stores)}>
      <NavBar
        title="搜索"
        leading={navigator.canGoBack() ? 'back' : 'home'}
        onLeading={navigator.back}
        plain
      />
      <SearchField
        value={search.typed}
        onType={(text) => search.type(text)}
        onSubmit={(text) => void search.submit(text)}
        onClear={() => search.clear()}
        onCancel={navigator.back}
      />
      {/* Three parts that stay: Taro sends all of an element's children anew when one comes or goes. */}
      <View>
        {status.status === 'idle' && <Recent stores={stores} />}
        {status.status === 'short' && <View className="count">再多输入一个字，就可以搜了。</View>}
        {status.status === 'searching' && !found && <View className="count">正在搜索…</View>}
        {(status.status === 'ready' || found) && <Outcome stores={stores} />}
      </View>
      <View>{found && <Results stores={stores} />}</View>
      <View>
        {(status.status === 'idle' || status.status === 'short' || (status.status === 'ready' && !found)) && (
          <Cities stores={stores} />
        )}
      </View>
      <View className="end-pad" />
    </View>
  );
});
export default SearchPage;

/** Under the results, while there may be more. */
const MORE = {
  idle: '看更多结果',
  loading: '正在加载…',
  failed: '后面的结果没有加载出来，点这里重试',
};

type Props = { stores: Stores };

const Recent = observer(({ stores: { search } }: Props) =>
  search.recent.length > 0 ? (
    <>
      <View className="sub">
        <View className="sub-t" ariaRole="heading">
          最近搜过
        </View>
        <View className="do" ariaRole="button" onClick={() => press(() => search.forgetRecent())}>
          <Icon name="trash" medium />
          清空
        </View>
      </View>
      {search.recent.map((text) => (
        <View className="recent" key={text}>
          <View className="recent-t" ariaRole="button" onClick={() => void search.submit(text)}>
            <Icon name="clock" medium />
            {text}
          </View>
          <View
            className="recent-x"
            ariaRole="button"
            ariaLabel={`删除 ${text}`}
            onClick={() => press(() => search.forgetRecent(text))}
          >
            <Icon name="close" medium />
          </View>
        </View>
      ))}
    </>
  ) : null,
);

/** How much was found, and where it was looked for. */
const Outcome = observer(({ stores: { search } }: Props) => {
  const { status } = search;
  const { where, failure } = status.status === 'ready' ? status : { where: 'feed', failure: null };
  return (
    <>
      {where === 'device' && (
        <View className="device" ariaRole="alert">
          <View className="device-t">
            {failure === 'outdated'
              ? '请更新小程序。现在只搜了手机里存着的文章。'
              : stillSearched(failure ?? 'data')}
          </View>
          <View className="do" ariaRole="button" onClick={() => void search.search()}>
            重试
          </View>
        </View>
      )}
      {search.results.length > 0 ? (
        <View className="count" ariaRole="alert">
          {`标题和正文里共找到${search.isExact ? '' : '约'} ${search.total} 篇`}
        </View>
      ) : (
        <StateSign
          sign="nothing"
          title={`没有找到“${search.typed.trim()}”`}
          lines={['可以换个短一点的词，', '或者按城市看文章。']}
          actions={[]}
        />
      )}
    </>
  );
});

const Results = observer(({ stores: { clock, search, ports } }: Props) => {
  const now = clock.shown;
  const open = (id: string) => {
    search.remember();
    ports.navigator.openArticle(id);
  };
  return (
    <>
      <View>
        {inGroups(search.results).map((group, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: results are appended
          <View className="group" key={number}>
            {group.map(({ row, snippet }) => (
              <SearchRow
                key={row.id}
                row={row}
                now={now}
                words={search.query?.words ?? []}
                snippet={snippet}
                onOpen={open}
              />
            ))}
          </View>
        ))}
      </View>
      {search.more === 'end' ? (
        <ListEnd last>没有更多结果</ListEnd>
      ) : (
        <ListEnd id="searchfoot" onTap={() => void search.loadMore()}>
          {MORE[search.more]}
        </ListEnd>
      )}
    </>
  );
});

const Cities = observer(({ stores: { column, ports } }: Props) => {
  const cities = column.filters.filter(({ slug }) => CITIES.some((city) => city.slug === slug));
  if (cities.length === 0) return null;
  return (
    <>
      <View className="sub">
        <View className="sub-t" ariaRole="heading">
          按城市看
        </View>
      </View>
      <CityPlates
        cities={cities}
        onChoose={(slug) => {
          column.lead(slug);
          ports.navigator.home();
        }}
      />
    </>
  );
});
