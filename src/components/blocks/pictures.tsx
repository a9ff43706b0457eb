import { Image, ScrollView, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { pickSource } from '../../domain/pictures';
import type { BlockOf, Picture } from '../../feed';
import type { BlockContext } from './context';

interface ReservedProps {
  picture: Picture;
  id?: string | undefined;
  context: BlockContext;
}

/**
 * A picture whose place is reserved before it loads, over its dominant colour: by its height where the
 * column's width is known, else by a box of its ratio. A small one (an emblem, a code) keeps its size.
 */
function Reserved({ picture, id, context }: ReservedProps) {
  const [failed, setFailed] = useState(false);
  const { w, h, color } = picture;
  const known = w > 0 && h > 0;
  const width = Math.min(w, context.width);
  const fixed = known && width > 0;
  const size = fixed
    ? `${width < context.width ? `width:${width}px;` : ''}height:${Math.round((width * h) / w)}px;`
    : '';
  // What did not load keeps its place: nothing moves under the reader.
  if (failed)
    return (
      <View className="img img-bad" id={id} style={size} ariaRole="button" onClick={() => setFailed(false)}>
        图片没有加载出来，点这里重试
      </View>
    );
  const label = picture.alt || picture.caption;
  const image = (
    <Image
      className={fixed || !known ? 'img' : 'img-in'}
      id={known && !fixed ? undefined : id}
      src={context.url(pickSource(picture, context.pixels))}
      mode={known ? 'aspectFit' : 'widthFix'}
      style={fixed ? `${size}background:${color}` : ''}
      lazyLoad
      {...(label ? { ariaLabel: label } : {})}
      onError={() => setFailed(true)}
      onClick={() => context.onPicture(picture.src)}
    />
  );
  if (fixed || !known) return image;
  const ratio = ((h / w) * 100).toFixed(2);
  return (
    <View className="img-box" id={id} style={`padding-bottom:${ratio}%;background:${color}`}>
      {image}
    </View>
  );
}

interface FigureProps {
  block: BlockOf<'image'>;
  id: string | undefined;
  context: BlockContext;
}

export function Figure({ block, id, context }: FigureProps) {
  if (!block.caption) return <Reserved picture={block} id={id} context={context} />;
  return (
    <View className="fig" id={id}>
      <Reserved picture={block} context={context} />
      <Text className="cap" userSelect>
        {block.caption}
      </Text>
    </View>
  );
}

interface GalleryProps {
  block: BlockOf<'gallery'>;
  id: string | undefined;
  context: BlockContext;
}

/** Pictures side by side, each as wide as its ratio asks at a common height. */
export function Gallery({ block, id, context }: GalleryProps) {
  return (
    <View className="fig" id={id}>
      <ScrollView className="gal" scrollX enhanced showScrollbar={false}>
        {block.images.map((picture) => (
          <GalleryPicture key={picture.src} picture={picture} context={context} />
        ))}
      </ScrollView>
      {block.images.length > 1 && (
        <View className="hint">{`共 ${block.images.length} 张，左右滑动看全部 →`}</View>
      )}
    </View>
  );
}

const GALLERY_HEIGHT = 220;

function GalleryPicture({ picture, context }: { picture: Picture; context: BlockContext }) {
  const [failed, setFailed] = useState(false);
  const { w, h } = picture;
  const width = Math.min(300, w > 0 && h > 0 ? Math.round((GALLERY_HEIGHT * w) / h) : 260);
  const label = picture.alt || picture.caption;
  return (
    <View className="gal-i" style={`width:${width}px`}>
      {failed ? (
        <View className="gal-img img-bad" ariaRole="button" onClick={() => setFailed(false)}>
          图片没有加载出来，点这里重试
        </View>
      ) : (
        <Image
          className="gal-img"
          src={context.url(pickSource(picture, context.pixels))}
          style={`background:${picture.color}`}
          mode="aspectFill"
          lazyLoad
          {...(label ? { ariaLabel: label } : {})}
          onError={() => setFailed(true)}
          onClick={() => context.onPicture(picture.src)}
        />
      )}
      {picture.caption && <View className="cap">{picture.caption}</View>}
    </View>
  );
}
