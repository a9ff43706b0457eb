import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '../icon';
import './index.css';

interface SheetProps {
  title: string;
  note?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet over the page. The page behind does not scroll while a finger moves on the scrim. */
export function Sheet({ title, note, onClose, children }: SheetProps) {
  return (
    <View>
      <View className="scrim" catchMove ariaRole="button" ariaLabel="关闭" onClick={onClose} />
      <View className="sheet" ariaRole="dialog" ariaLabel={title}>
        <View className="sheet-h">
          <View className="sheet-t" ariaRole="heading">
            {title}
          </View>
          <View className="sheet-n">{note}</View>
          <View className="sheet-x" ariaRole="button" ariaLabel="关闭" onClick={onClose}>
            <Icon name="close" />
          </View>
        </View>
        {children}
      </View>
    </View>
  );
}
