import { Image, Text, View } from '@tarojs/components';
import Taro, { useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
export default function Page() {
  const [n, setN] = useState(0);
  useShareAppMessage(() => ({ title: 'hello', path: '/pages/column/index?id=1' }));
  return (
    <View className="page" aria-label="页面">
      <View id="tap" aria-role="button" aria-label="按钮" onClick={() => setN(n + 1)}>{`column ${n}`}</View>
      <View id="go" onClick={() => Taro.navigateTo({ url: '/pages/article/index?id=x' })}>
        go
      </View>
      <Text userSelect>text</Text>
      <Image src="https://x.invalid/y.png" mode="aspectFill" lazyLoad />
    </View>
  );
}
