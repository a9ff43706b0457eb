import { View } from '@tarojs/components';
import type { BlockOf, BlockType, CardBlock } from '../../feed';
import { Icon } from '../icon';
import { press } from '../tap';
import type { BlockContext } from './context';

interface CardProps {
  kind: string;
  title: string;
  text?: string | undefined;
  id?: string | undefined;
  onTap?: (() => void) | undefined;
}

/** A thing that opens elsewhere: what it is, its name, an arrow when it can be tapped. */
function Card({ kind, title, text, id, onTap }: CardProps) {
  const body = (
    <>
      <View className="card-m">
        <View className="card-k">{kind}</View>
        <View className="card-t">{title}</View>
        {text && <View className="card-x">{text}</View>}
      </View>
      {onTap && <Icon name="next" />}
    </>
  );
  return onTap ? (
    <View className="card" id={id} hoverClass="pressed" ariaRole="button" onClick={() => press(onTap)}>
      {body}
    </View>
  ) : (
    <View className="card" id={id}>
      {body}
    </View>
  );
}

const KINDS: Record<CardBlock['kind'], string> = {
  miniprogram: '小程序',
  account: '公众号',
  link: '链接',
  location: '地点',
};

interface Props<T extends BlockType> {
  block: BlockOf<T>;
  id: string | undefined;
  context: BlockContext;
}

export function CardView({ block, id, context }: Props<'card'>) {
  const { url, appId } = block;
  const { onProgram, onLink } = context;
  return (
    <Card
      kind={KINDS[block.kind]}
      title={block.title}
      text={block.text}
      id={id}
      onTap={
        onProgram && appId && block.kind === 'miniprogram'
          ? () => onProgram(appId, block.path)
          : onLink && url
            ? () => onLink(url)
            : context.onOriginal
      }
    />
  );
}

/** Video and sound play in the original: a public body's account hosts them where a mini-program cannot reach. */
export function MediaCard({ block, id, context }: Props<'video' | 'audio'>) {
  const video = block.type === 'video';
  const { onLink } = context;
  return (
    <Card
      kind={video ? '视频' : '音频'}
      title={block.title || (video ? '到原文里看视频' : '到原文里听音频')}
      id={id}
      onTap={context.onOriginal ?? (onLink && (() => onLink(block.url)))}
    />
  );
}

/** Content that this program cannot show: its text if there is one, and the way to the original. */
export function Unsupported({ block, id, context }: Props<'unsupported'>) {
  if (block.what === 'body')
    return (
      <View className="note">
        {context.onOriginal
          ? '这里只收录了标题。正文请点下面的“阅读公众号原文”。'
          : '这里只收录了标题。正文请到公众号“山东省交通运输厅”查看。'}
      </View>
    );
  return (
    <Card
      kind={block.what === 'rest' ? '余下的内容请看原文' : '这部分内容请看原文'}
      title={block.text || '本页不能显示的内容'}
      id={id}
      onTap={context.onOriginal}
    />
  );
}
