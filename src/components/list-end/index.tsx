import { View } from '@tarojs/components';
import './index.css';

interface ListEndProps {
  /** What stands under the list: what comes, what failed, or that there is no more. */
  children: string;
  /** There is no more: drawn between two lanes. */
  last?: boolean;
  onTap?: () => void;
  /** Where a list sees how far it reaches. */
  id?: string;
}

/** The line under a list. */
export const ListEnd = ({ children, last, onTap, id }: ListEndProps) => (
  <View
    id={id}
    className={last ? 'end end--last' : 'end'}
    {...(onTap ? { ariaRole: 'button', onClick: onTap } : {})}
  >
    {children}
  </View>
);
