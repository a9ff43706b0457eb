import { View } from '@tarojs/components';
import './index.css';

interface SignHeadProps {
  name: string;
  /** Without a slogan: a page's plain title, folded for good. */
  slogan?: string;
  /** 更新于 …, 正在更新…, 离线阅读, 更新未完成 */
  note?: string;
  small: boolean;
}

/** The column's header as an expressway sign; scrolled, the slogan line is gone and the name stays. */
export function SignHead({ name, slogan, note, small }: SignHeadProps) {
  const [first, second] = slogan?.split(' ') ?? [];
  return (
    <View>
      <View className={small ? 'head head--small' : 'head'}>
        <View className="head-top">
          {slogan && <View className="mark" />}
          <View className="head-name" ariaRole="heading">
            {name}
          </View>
        </View>
        {slogan && (
          <View className="head-sub">
            <View className="slogan" ariaRole="text" ariaLabel={slogan}>
              {first}
              {second && <View className="dash" />}
              {second}
            </View>
            <View className="head-upd">{note}</View>
          </View>
        )}
      </View>
      <View className={slogan ? 'head-pad' : 'head-pad head-pad--small'} />
    </View>
  );
}
