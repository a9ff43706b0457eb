import { View } from '@tarojs/components';
import { Icon } from '../icon';
import './index.css';

type Tab = 'column' | 'library';

interface TabBarProps {
  here: Tab;
  /** Also called for the page that is shown: it goes to its top. */
  onGo: (tab: Tab) => void;
}

/**
 * The two ends of the program. Drawn by each page itself, over WeChat's own tab bar, which is switched to a
 * custom one that draws nothing: so it has the theme and the size that the page has, and never lags behind.
 */
export const TabBar = ({ here, onGo }: TabBarProps) => (
  <View className="tabs" ariaRole="tablist">
    <View
      className={here === 'column' ? 'tab tab--on' : 'tab'}
      ariaRole="tab"
      ariaSelected={here === 'column'}
      onClick={() => onGo('column')}
    >
      <Icon name={here === 'column' ? 'tabcolumnfill' : 'tabcolumn'} />
      专栏
    </View>
    <View
      className={here === 'library' ? 'tab tab--on' : 'tab'}
      ariaRole="tab"
      ariaSelected={here === 'library'}
      onClick={() => onGo('library')}
    >
      <Icon name={here === 'library' ? 'tabmefill' : 'tabme'} />
      我的
    </View>
  </View>
);
