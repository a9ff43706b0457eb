import { View } from '@tarojs/components';
import './index.css';

/** 上次读到 52%，继续: stands over the action bar until the reader takes it or reads on. */
export const Resume = ({ percent, onGo }: { percent: number; onGo: () => void }) => (
  <View className="resume plate" hoverClass="plate--down" ariaRole="button" onClick={onGo}>
    {`上次读到 ${Math.round(percent)}%，继续`}
  </View>
);
