import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '../icon';
import { Scrim } from '../scrim';
import { press } from '../tap';
import './index.css';

interface SheetProps {
  title: string;
  note?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet over the page. */
export function Sheet({ title, note, onClose, children }: SheetProps) {
  return (
    <View>
      <Scrim onClose={onClose} />
      <View className="sheet" ariaRole="dialog" ariaLabel={title}>
        <View className="sheet-h">
          <View className="sheet-t" ariaRole="heading">
            {title}
          </View>
          <View className="sheet-n">{note}</View>
          <View className="sheet-x" ariaRole="button" ariaLabel="关闭" onClick={() => press(onClose)}>
            <Icon name="close" />
          </View>
        </View>
        {children}
      </View>
    </View>
  );
}
