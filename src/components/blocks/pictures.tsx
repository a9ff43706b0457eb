import { Image, ScrollView, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { pickSource, sliceHeight, slicesOf, wayOf } from '../../domain/pictures';
import type { BlockOf, Picture } from '../../feed';
import { press } from '../tap';
import type { BlockContext } from './context';

interface LoadedProps {
  /** What a tap shows full screen is the whole of it. */
  picture: Picture;
  src: string;
  id?: string | undefined;
  className: string;
  mode: 'aspectFit' | 'aspectFill' | 'scaleToFill' | 'widthFix';
  /** Its place: what did not load keeps it, so that nothing moves under the reader. */
  size?: string | undefined;
  /** What shows until it has loaded. */
  color?: string | undefined;
  /** One of the further slices of a picture, which the first one names. */
  unnamed?: boolean;
  context: BlockContext;
}

/** A picture of the feed; where it did not load, words that load it again. */
function Loaded({ picture, src, id, className, mode, size = '', color, unnamed, context }: LoadedProps) {
  const [failed, setFailed] = useState<number | null>(null);
  if (failed === context.tries)
    return (
      <View
        className={`${className} img-bad`}
        id={id}
        style={size}
        ariaRole="button"
        onClick={() => setFailed(null)}
      >
        图片没有加载出来，点这里重试
      </View>
    );
  const label = unnamed ? '' : picture.alt || picture.caption;
  return (
    <Image
      className={className}
      id={id}
      src={context.url(src)}
      mode={mode}
      style={size + (color ? `background:${color}` : '')}
      lazyLoad
      {...(label ? { ariaLabel: label } : {})}
      onError={() => setFailed(context.tries)}
      onClick={() => press(() => context.onPicture(picture))}
    />
  );
}

/** How wide a picture is in the column: a small one (an emblem, a code) keeps its size. */
const widthOf = ({ w }: Picture, { width }: BlockContext): string => (w < width ? `width:${w}px;` : '');

interface ReservedProps {
  picture: Picture;
  id?: string | undefined;
  context: BlockContext;
}

/**
 * A picture whose place is reserved before it loads, over its dominant colour: by its height where the
 * column's width is known, else by a box of its ratio.
 */
function Reserved({ picture, id, context }: ReservedProps) {
  const { w, h, color } = picture;
  const src = pickSource(picture, context.pixels);
  if (w * h === 0)
    return <Loaded picture={picture} src={src} id={id} className="img" mode="widthFix" context={context} />;
  const width = Math.min(w, context.width);
  if (width > 0)
    return (
      <Loaded
        picture={picture}
        src={src}
        id={id}
        className="img"
        mode="aspectFit"
        size={`${widthOf(picture, context)}height:${Math.round((width * h) / w)}px;`}
        color={color}
        context={context}
      />
    );
  const slices = slicesOf(picture);
  return (
    <View className="img-box" id={id} style={`padding-bottom:${percent(h / w)};background:${color}`}>
      {slices.length > 0 ? (
        // A tenth of a px over the edge, under the next one: edges are rounded to px, and must not round apart.
        slices.map(({ src, top, bottom }, place) => (
          <Loaded
            key={src}
            picture={picture}
            src={src}
            className="img-in"
            mode="scaleToFill"
            size={`top:${percent(top)};height:calc(${percent(bottom - top)} + 0.1px);`}
            unnamed={place > 0}
            context={context}
          />
        ))
      ) : (
        <Loaded picture={picture} src={src} className="img-in" mode="aspectFit" context={context} />
      )}
    </View>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

interface SliceProps {
  block: BlockOf<'image'>;
  id: string | undefined;
  /** Which of the picture's slices it is. */
  slice: number;
  context: BlockContext;
}

/** A slice of a tall picture; the sections of the others stand above and below it without a gap. */
export function SliceView({ block, id, slice, context }: SliceProps) {
  const slices = slicesOf(block);
  const one = slices[slice]!;
  const isLast = slice === slices.length - 1;
  return (
    <View
      className={slice === 0 ? 'tall tall-a' : isLast ? 'tall tall-z' : 'tall'}
      id={slice === 0 ? id : undefined}
    >
      <Loaded
        picture={block}
        src={one.src}
        className="img"
        mode="scaleToFill"
        size={`${widthOf(block, context)}height:${sliceHeight(block, one, context.width)}px;`}
        color={block.color}
        unnamed={slice > 0}
        context={context}
      />
      {isLast && <Under picture={block} context={context} />}
    </View>
  );
}

/** What stands under a picture: its caption, and where it leads, for the tap on it shows it large. */
function Under({ picture, context: { onLink } }: { picture: Picture; context: BlockContext }) {
  const { caption, href } = picture;
  return (
    <>
      {caption && (
        <Text className="cap" userSelect>
          {caption}
        </Text>
      )}
      {href && onLink && (
        <View className="a go" ariaRole="link" onClick={() => press(() => onLink(href))}>
          {wayOf(picture, href)}
        </View>
      )}
    </>
  );
}

interface FigureProps {
  block: BlockOf<'image'>;
  id: string | undefined;
  context: BlockContext;
}

export function Figure({ block, id, context }: FigureProps) {
  if (!block.caption && !(block.href && context.onLink))
    return <Reserved picture={block} id={id} context={context} />;
  return (
    <View className="fig" id={id}>
      <Reserved picture={block} context={context} />
      <Under picture={block} context={context} />
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
/** What says where a picture leads needs so much, however narrow the picture is. */
const WAY_WIDTH = 160;

/** A tall picture is a plate as its first slice is: at this height the whole would be a line. */
function GalleryPicture({ picture, context }: { picture: Picture; context: BlockContext }) {
  const { w, h } = picture;
  const first = slicesOf(picture)[0];
  const height = first ? h * first.bottom : h;
  const width = Math.min(300, w * h > 0 ? Math.round((GALLERY_HEIGHT * w) / height) : 260);
  const isNarrow = picture.href && context.onLink && width < WAY_WIDTH;
  return (
    <View className="gal-i" style={`width:${isNarrow ? WAY_WIDTH : width}px`}>
      <Loaded
        picture={picture}
        src={first ? first.src : pickSource(picture, context.pixels)}
        className="gal-img"
        mode="aspectFill"
        size={isNarrow ? `width:${width}px;` : ''}
        color={picture.color}
        context={context}
      />
      {first && <View className="gal-t">长图</View>}
      <Under picture={picture} context={context} />
    </View>
  );
}
