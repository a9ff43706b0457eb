import { Input, View } from '@tarojs/components';
import { Icon } from '../icon';
import './entry.css';
import './index.css';

interface SearchFieldProps {
  value: string;
  onType: (text: string) => void;
  onSubmit: (text: string) => void;
  onClear: () => void;
  onCancel: () => void;
}

/** The field with its two ways out: empty it, or leave. */
export const SearchField = ({ value, onType, onSubmit, onClear, onCancel }: SearchFieldProps) => (
  <View className="field">
    <View className="find find--on">
      <Icon name="search" />
      <Input
        className="field-i"
        value={value}
        placeholder="搜标题、正文、地名"
        placeholderClass="field-p"
        confirmType="search"
        maxlength={40}
        focus
        ariaLabel="搜标题、正文、地名"
        onInput={(event) => onType(event.detail.value)}
        onConfirm={(event) => onSubmit(event.detail.value)}
      />
      {value !== '' && (
        <View className="field-x" ariaRole="button" ariaLabel="清空" onClick={onClear}>
          <Icon name="clear" medium />
        </View>
      )}
    </View>
    <View className="field-c" ariaRole="button" onClick={onCancel}>
      取消
    </View>
  </View>
);
