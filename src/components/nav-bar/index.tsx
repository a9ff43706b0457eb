import { View } from '@tarojs/components';
import { Icon } from '../icon';
import './index.css';

interface NavBarProps {
  title: string;
  /** `home` when nothing lies below (opened from a chat), `none` in single-page mode. */
  leading: 'back' | 'home' | 'none';
  onLeading: () => void;
  /** Part of the article that was read, 0 to 100; undefined: no road, a hairline instead. */
  progress?: number | undefined;
  /** No hairline: what lies under the bar belongs to it. */
  plain?: boolean;
}

/** The bar beside WeChat's capsule, with the road of reading progress under it. */
export function NavBar({ title, leading, onLeading, progress, plain }: NavBarProps) {
  const road = progress !== undefined;
  return (
    <View>
      <View className={road || plain ? 'nav' : 'nav nav--line'}>
        <View className="nav-row">
          {leading !== 'none' && (
            <View
              className="nav-btn"
              ariaRole="button"
              ariaLabel={leading === 'home' ? '首页' : '返回'}
              onClick={onLeading}
            >
              <Icon name={leading} />
            </View>
          )}
          <View className="nav-title">{title}</View>
        </View>
        {road && (
          <View
            className="road"
            ariaRole="progressbar"
            ariaLabel="阅读进度"
            ariaValuenow={Math.round(progress)}
          >
            <View className="road-lane" />
            <View className="road-read" style={`width:${progress}%`} />
          </View>
        )}
      </View>
      <View className={road ? 'nav-pad--road' : 'nav-pad'} />
    </View>
  );
}
