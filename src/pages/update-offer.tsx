import { View } from '@tarojs/components';
import { Dialog } from '../components/dialog';
import type { Stores } from '../stores';
import { observer } from './observer';

/** A new version, offered on the pages of the tab bar only: nobody is in the middle of an article there. */
export const UpdateOffer = observer(({ stores: { update } }: { stores: Stores }) => (
  <View>
    {update.offered && (
      <Dialog
        title="新版本准备好了"
        text="重新打开就能用上，收藏和历史都会留下。"
        cancel="下次再说"
        confirm="现在打开"
        onCancel={() => update.later()}
        onConfirm={() => update.apply()}
      />
    )}
  </View>
));
