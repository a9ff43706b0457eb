import { Button, Canvas, Image, View } from '@tarojs/components';
import type { POSTERS, PosterCode, PosterKind, PosterPicture } from '../../domain/poster';
import { Icon } from '../icon';
import { Segments } from '../segments';
import { Sheet } from '../sheet';
import { Switch } from '../switch';
import { press } from '../tap';
import './index.css';

interface PosterSheetProps {
  posters: typeof POSTERS;
  kind: PosterKind;
  picture: PosterPicture;
  code: PosterCode;
  refused: boolean;
  barred: boolean;
  vain: boolean;
  /** 分享专栏: the page's own card can be sent as well, by WeChat's share button. */
  column: boolean;
  onKind: (kind: PosterKind) => void;
  onCode: () => void;
  onSend: () => void;
  onSave: () => void;
  onSettings: () => void;
  onLook: () => void;
  onRetry: () => void;
  onClose: () => void;
}

/** 分享图片: which picture, how it looks, and what becomes of it. */
export function PosterSheet(props: PosterSheetProps) {
  const {
    posters,
    kind,
    picture,
    code,
    refused,
    barred,
    vain,
    column,
    onKind,
    onCode,
    onSend,
    onSave,
    onSettings,
    onLook,
    onRetry,
    onClose,
  } = props;
  const ready = picture.status === 'ready';
  return (
    <Sheet title={column ? '分享专栏' : '分享图片'} onClose={onClose}>
      <Segments
        as="tabs"
        className="pv-seg"
        segments={posters.map((one) => ({ value: one.kind, name: one.name }))}
        chosen={kind}
        onChoose={onKind}
      />
      <View className={`pv pv--${kind}`}>
        {picture.status === 'ready' ? (
          <Image
            className="pv-img"
            src={picture.file}
            mode="aspectFit"
            ariaRole="button"
            ariaLabel="分享图片预览，看大图"
            onClick={() => press(onLook)}
          />
        ) : picture.status === 'drawing' ? (
          <View className="pv-img pv-wait" ariaRole="progressbar" ariaLabel="正在画图">
            正在画图…
          </View>
        ) : (
          <View className="pv-img pv-wait" ariaRole="button" onClick={() => press(onRetry)}>
            图片没有画出来，点这里重试
          </View>
        )}
      </View>
      {code !== 'none' && kind === 'poster' && (
        <Switch className="pv-row" label="带小程序码" on={code === 'on'} onSwitch={onCode}>
          <View className="pv-m">带小程序码</View>
        </Switch>
      )}
      {(refused || barred) && !vain && (
        <WayOn
          text={refused ? '没有相册权限，可到设置里打开' : '手机没有允许微信使用相册，可到手机设置里打开'}
          label="去设置"
          onGo={onSettings}
        />
      )}
      {(refused || barred) && (
        <WayOn
          text={vain ? '还不能保存的话，可以看大图，长按图片保存' : '也可以看大图，长按图片保存'}
          label="看大图"
          onGo={onLook}
        />
      )}
      <View className="pv-btns">
        <View
          className={ready ? 'btn btn--line' : 'btn btn--line pv-off'}
          hoverClass="pressed"
          ariaRole="button"
          ariaDisabled={!ready}
          onClick={() => press(onSend)}
        >
          转发图片
        </View>
        <View
          className={`btn ${column ? 'btn--line' : 'plate'}${ready ? '' : ' pv-off'}`}
          hoverClass={column ? 'pressed' : 'plate--down'}
          ariaRole="button"
          ariaDisabled={!ready}
          onClick={() => press(onSave)}
        >
          保存到相册
        </View>
        {column && (
          <Button
            className="btn plate pv-card"
            hoverClass="plate--down"
            openType="share"
            ariaLabel="转发给朋友"
          >
            <Icon name="forward" medium />
            转发给朋友
          </Button>
        )}
      </View>
      <Easel />
    </Sheet>
  );
}

interface WayOnProps {
  text: string;
  label: string;
  onGo: () => void;
}

/** What stands in the way of saving, and what helps. */
const WayOn = ({ text, label, onGo }: WayOnProps) => (
  <View className="pv-no" ariaRole="alert">
    <View className="pv-m">{text}</View>
    <View className="pv-go" ariaRole="button" onClick={() => press(onGo)}>
      {label}
    </View>
  </View>
);

/** Where pictures are drawn, outside of the window (see platform/easel). */
export const Easel = () => <Canvas type="2d" id="easel" className="easel" />;
