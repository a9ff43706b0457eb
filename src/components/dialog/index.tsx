import { View } from '@tarojs/components';
import { Scrim } from '../scrim';
import { press } from '../tap';
import './index.css';

interface DialogProps {
  title: string;
  text: string;
  cancel: string;
  confirm: string;
  onCancel: () => void;
  onConfirm: () => void;
}

/** A question that has to be answered before anything else. */
export const Dialog = ({ title, text, cancel, confirm, onCancel, onConfirm }: DialogProps) => (
  <View>
    <Scrim />
    <View className="dialog" ariaRole="alertdialog" ariaLabel={title} catchMove>
      <View className="dialog-h" ariaRole="heading">
        {title}
      </View>
      <View className="dialog-p">{text}</View>
      <View className="dialog-b">
        <View
          className="btn btn--line"
          hoverClass="pressed"
          ariaRole="button"
          onClick={() => press(onCancel)}
        >
          {cancel}
        </View>
        <View
          className="btn plate"
          hoverClass="plate--down"
          ariaRole="button"
          onClick={() => press(onConfirm)}
        >
          {confirm}
        </View>
      </View>
    </View>
  </View>
);
