import { View } from '@tarojs/components';
import { press } from '../tap';
import './index.css';

/** Says what was just removed, and takes it back. */
export const UndoBar = ({ text, onUndo }: { text: string; onUndo: () => void }) => (
  <View className="undo" ariaRole="alert">
    {text}
    <View className="undo-b" ariaRole="button" onClick={() => press(onUndo)}>
      撤销
    </View>
  </View>
);
