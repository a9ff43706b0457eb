import { View } from '@tarojs/components';
import './index.css';

interface ListEndProps {
  /** What stands under the list: what comes, what failed, or that there is no more. */
  children: string;
  /** There is no more: drawn between two lanes. */
  last?: boolean;
  onTap?: () => void;
}

/** The line under a list. */
export const ListEnd = ({ children, last, onTap }: ListEndProps) => (
  <View className={last ? 'end end--last' : 'end'} {...(onTap ? { ariaRole: 'button', onClick: onTap } : {})}>
    {children}
  </View>
);
