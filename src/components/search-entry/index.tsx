import { View } from '@tarojs/components';
import { Icon } from '../icon';
import './index.css';

/** Looks like the search field and leads to it. */
export const SearchEntry = ({ onOpen }: { onOpen: () => void }) => (
  <View className="find" hoverClass="pressed" ariaRole="button" ariaLabel="搜索" onClick={onOpen}>
    <Icon name="search" />
    搜标题、正文、地名
  </View>
);
