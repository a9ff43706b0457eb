import { Input, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icon';
import { press } from '../tap';
import './entry.css';
import './index.css';

interface SearchFieldProps {
  /** What is looked for: as the reader types it, or what the program put in its place. */
  value: string;
  onType: (text: string) => void;
  onSubmit: (text: string) => void;
  onClear: () => void;
  onCancel: () => void;
}

/**
 * Text for WeChat's field that is set only where the program changes it: a letter that is sent back to a field while the
 * next one is being typed takes that one away, or doubles it (Android, and any input method that composes).
 * @returns the text to set, and what hears of what is typed
 */
function useOwnText(value: string): [string, (text: string) => void] {
  /** What stands in the field. */
  const typed = useRef(value);
  const [given, give] = useState(value);
  const stood = typed.current;
  useEffect(() => {
    // Preact may run this as late as at the next letter: what stands in the field by then is newer than what is known here.
    if (value === stood || typed.current !== stood) return undefined;
    if (value !== given) {
      typed.current = value;
      give(value);
      return undefined;
    }
    // WeChat takes no text that it was given before: first what stands there, and this in a turn of its own.
    give(stood);
    return undefined;
  }, [value, given, stood]);
  return [
    given,
    (text) => {
      typed.current = text;
    },
  ];
}

/** The field with its two ways out: empty it, or leave. */
export const SearchField = ({ value, onType, onSubmit, onClear, onCancel }: SearchFieldProps) => {
  const [text, heard] = useOwnText(value);
  return (
    <View className="field">
      <View className="find find--on">
        <Icon name="search" />
        <Input
          className="field-i"
          value={text}
          placeholder="搜标题、正文、地名"
          placeholderClass="field-p"
          confirmType="search"
          maxlength={40}
          focus
          ariaLabel="搜标题、正文、地名"
          onInput={(event) => {
            heard(event.detail.value);
            onType(event.detail.value);
          }}
          onConfirm={(event) => onSubmit(event.detail.value)}
        />
        {value !== '' && (
          <View className="field-x" ariaRole="button" ariaLabel="清空" onClick={() => press(onClear)}>
            <Icon name="clear" medium />
          </View>
        )}
      </View>
      <View className="field-c" ariaRole="button" onClick={onCancel}>
        取消
      </View>
    </View>
  );
};
