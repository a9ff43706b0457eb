import { Image, ScrollView, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { pickSource } from '../../domain/pictures';
import type { Block, Picture } from '../../feed';
import type { BlockContext } from './context';

/** A picture whose place is reserved by its ratio before it loads, over its dominant colour. */
function Reserved({ picture, context }: { picture: Picture; context: BlockContext }) {
  const [failed, setFailed] = useState(false);
  const src = context.url(pickSource(picture, context.pixels));
  const known = picture.w > 0 && picture.h > 0;
  if (failed)
    return (
      <View className="img-bad" ariaRole="button" onClick={() => setFailed(false)}>
        图片没有加载出来，点这里重试
      </View>
    );
  const image = (
    <Image
      className={known ? 'img' : 'img-free'}
      src={src}
      mode={known ? 'aspectFit' : 'widthFix'}
      lazyLoad
      ariaRole="img"
      ariaLabel={picture.alt || picture.caption || '图片'}
      onError={() => setFailed(true)}
      onClick={() => context.onPicture(picture.src)}
    />
  );
  if (!known) return image;
  const ratio = ((picture.h / picture.w) * 100).toFixed(2);
  return (
    <View className="img-box" style={`padding-bottom:${ratio}%;background:${picture.color}`}>
      {image}
    </View>
  );
}

export function Figure({
  block,
  context,
}: {
  block: Extract<Block, { type: 'image' }>;
  context: BlockContext;
}) {
  // A small picture (an emblem, a code) keeps its size in the middle of the column.
  const narrow =
    block.w > 0 && block.w < 320 ? `max-width:${block.w}px;margin-left:auto;margin-right:auto` : '';
  return (
    <View className="fig" id={block.id} style={narrow}>
      <Reserved picture={block} context={context} />
      {block.caption && (
        <Text className="cap" userSelect>
          {block.caption}
        </Text>
      )}
    </View>
  );
}

/** Pictures side by side, each as wide as its ratio asks at a common height. */
export function Gallery({
  block,
  context,
}: {
  block: Extract<Block, { type: 'gallery' }>;
  context: BlockContext;
}) {
  return (
    <View className="fig" id={block.id}>
      <ScrollView className="gal" scrollX enhanced showScrollbar={false}>
        {block.images.map((picture) => (
          <View
            className="gal-i"
            key={picture.src}
            style={`width:${picture.h > 0 ? Math.round((220 * picture.w) / picture.h) : 260}px`}
          >
            <Image
              className="gal-img"
              src={context.url(pickSource(picture, context.pixels))}
              style={`background:${picture.color}`}
              mode="aspectFill"
              lazyLoad
              ariaRole="img"
              ariaLabel={picture.alt || picture.caption || '图片'}
              onClick={() => context.onPicture(picture.src)}
            />
            {picture.caption && <View className="cap">{picture.caption}</View>}
          </View>
        ))}
      </ScrollView>
      {block.images.length > 1 && (
        <View className="hint">{`共 ${block.images.length} 张，左右滑动看全部 →`}</View>
      )}
    </View>
  );
}
