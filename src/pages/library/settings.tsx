import { Button, View } from '@tarojs/components';
import { useState } from 'react';
import { ComfortSettings } from '../../components/comfort-settings';
import { Dialog } from '../../components/dialog';
import { Icon, type IconName } from '../../components/icon';
import { Sheet } from '../../components/sheet';
import { Switch } from '../../components/switch';
import { press } from '../../components/tap';
import { SIZES, THEMES } from '../../domain/comfort';
import { choiceNotice, sizeText } from '../../domain/library';
import type { Stores } from '../../stores';
import { PosterStore } from '../../stores/poster-store';
import { observer } from '../observer';
import { Poster } from '../poster';

/** 设置: reading, storage, and where this comes from. */
export const Settings = observer(({ stores: { settings, source, ports } }: { stores: Stores }) => {
  const [open, setOpen] = useState<'comfort' | 'clear' | PosterStore | null>(null);
  const { comfort, storage } = settings;
  const close = () => setOpen(null);
  return (
    <>
      <View>
        <Caption>阅读</Caption>
        <View className="group">
          <Cell
            icon="size"
            name="字号"
            value={SIZES[settings.size - 1]!.name}
            onTap={() => setOpen('comfort')}
          />
          <Cell
            icon="auto"
            name="外观"
            value={THEMES.find(({ theme }) => theme === comfort.theme)!.name}
            onTap={() => setOpen('comfort')}
          />
          <Switch
            className="cell"
            label="关怀模式，字和按钮都更大，颜色更分明"
            on={comfort.care}
            onSwitch={() => settings.choose({ care: !comfort.care })}
          >
            <Icon name="care" />
            <View className="cell-t">关怀模式</View>
          </Switch>
        </View>
        {settings.refusal && (
          <View className="say say--warn" ariaRole="alert">
            {choiceNotice(settings.refusal)}
          </View>
        )}
        <Caption>存储空间</Caption>
        <View className="group store">
          <View className="store-n">
            <View className="store-u">
              已用 <View className="store-b">{sizeText(storage.used)}</View>
            </View>
            {`上限 ${sizeText(storage.limit).replace('.0', '')}`}
          </View>
          <View className="gauge">
            <View
              className="gauge-b"
              style={`width:${Math.min(100, (storage.used / storage.limit) * 100 || 0)}%`}
            />
          </View>
          <View className="store-k">
            {`文章 ${sizeText(storage.articles)}\u2003收藏 ${sizeText(storage.favourites)}\u2003历史 ${sizeText(storage.history)}`}
          </View>
          <View
            className="btn btn--line"
            hoverClass="pressed"
            ariaRole="button"
            onClick={() =>
              press(() =>
                storage.clearable > 0 ? setOpen('clear') : ports.messages.toast('没有已下载的文章'),
              )
            }
          >
            清除文章缓存
          </View>
        </View>
        <View className="say">只清除已下载的文章，收藏和历史会留下。</View>
        <Caption>关于</Caption>
        <View className="group">
          <Cell icon="forward" name="分享专栏" onTap={() => setOpen(new PosterStore(source, ports, null))} />
          <Cell icon="info" name="关于与内容来源" onTap={() => ports.navigator.openAbout('about')} />
          <Cell icon="shield" name="隐私说明" onTap={() => ports.navigator.openAbout('privacy')} />
          <Button className="cell" hoverClass="pressed" openType="feedback">
            <Icon name="mail" />
            <View className="cell-t">意见反馈</View>
            <Icon name="next" medium />
          </Button>
        </View>
        <View className="say say--mid">{`版本 ${APP_VERSION}`}</View>
      </View>
      <View>
        {open === 'comfort' && (
          <Sheet title="阅读设置" onClose={close}>
            <ComfortSettings
              comfort={comfort}
              onChoose={(choice) => settings.choose(choice)}
              onReset={() => settings.reset()}
            />
          </Sheet>
        )}
        {open instanceof PosterStore && <Poster poster={open} column onClose={close} />}
        {open === 'clear' && (
          <Dialog
            title={`清除 ${sizeText(storage.clearable)} 文章缓存？`}
            text="收藏和历史会留下。下次打开文章需要联网。"
            cancel="取消"
            confirm="清除"
            onCancel={close}
            onConfirm={() => {
              settings.clearArticles();
              close();
            }}
          />
        )}
      </View>
    </>
  );
});

const Caption = ({ children }: { children: string }) => (
  <View className="cap-s" ariaRole="heading">
    {children}
  </View>
);

interface CellProps {
  icon: IconName;
  name: string;
  value?: string;
  onTap: () => void;
}

const Cell = ({ icon, name, value, onTap }: CellProps) => (
  <View className="cell" hoverClass="pressed" ariaRole="button" onClick={() => press(onTap)}>
    <Icon name={icon} />
    <View className="cell-t">{name}</View>
    {value}
    <Icon name="next" medium />
  </View>
);
