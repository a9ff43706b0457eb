import { Image, RichText, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { displayInlines, drawingClass, drawingStyle, inlineHtml } from '../../domain/inline-html';
import { plain } from '../../domain/text';
import { displayTitle, fullWidth } from '../../domain/typography';
import type { BlockOf, Drawing, Inline } from '../../feed';
import { press } from '../tap';
import type { BlockContext } from './context';

interface RunsProps {
  inlines: readonly Inline[];
  className: string;
  id?: string | undefined;
  /** Place of the outermost block, for a paragraph that can be held. */
  index: number;
  context: BlockContext;
}

const hasDrawing = (inlines: readonly Inline[]) => inlines.some((one) => one.drawing);

interface DrawnProps {
  drawing: Drawing;
  text: string;
  /** Of what it stands in; none where it is neither marked nor leads somewhere. */
  className: string;
  link: object;
  held: object;
  context: BlockContext;
}

/** A drawing in a line; where it did not load, what it says. */
function Drawn({ drawing, text, className, link, held, context }: DrawnProps) {
  const [failed, setFailed] = useState<number | null>(null);
  if (failed === context.tries)
    return (
      <Text className={className} {...held} {...link}>
        {text}
      </Text>
    );
  const image = (
    <Image
      className={drawingClass(drawing)}
      src={context.url(drawing.src)}
      mode="aspectFit"
      style={drawingStyle(drawing)}
      lazyLoad
      ariaLabel={text}
      onError={() => setFailed(context.tries)}
      {...held}
    />
  );
  return className ? (
    <View className={`in ${className}`} {...link}>
      {image}
    </View>
  ) : (
    image
  );
}

interface PiecesProps {
  inlines: readonly Inline[];
  /** What a paragraph that is held is told by, wherever the finger lies. */
  held?: object;
  onLink?: BlockContext['onLink'];
  context: BlockContext;
}

/** Runs of text as elements: links can be tapped, and drawings say when they do not load. */
const Pieces = ({ inlines, held = {}, onLink, context }: PiecesProps) => (
  <>
    {displayInlines(inlines).map(({ text, marks = [], href, drawing }, place) => {
      const leads = href && onLink;
      const className = [...(leads ? ['a'] : []), ...marks.map((mark) => `m-${mark}`)].join(' ');
      const link = leads ? { ariaRole: 'link', onClick: () => press(() => onLink(href)) } : {};
      return drawing ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: inlines never move within their paragraph
        <Drawn key={place} {...{ drawing, text, className, link, held, context }} />
      ) : className ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Text key={place} className={className} {...held} {...link}>
          {text}
        </Text>
      ) : (
        text
      );
    })}
  </>
);

/** What no line breaks in: a dozen letters, digits and their signs. */
const UNBROKEN = /[!-~\u00a1-\u024f]{12}/;

/**
 * A run of text. Plain text is one `Text`; text with marks one `rich-text`; only text with links or drawings needs
 * elements inside: see Pieces. WeChat draws no picture in a `Text`, and only `Text` and `rich-text` can be selected.
 */
export function Runs({ inlines, className, id, index, context }: RunsProps) {
  const text = plain(inlines);
  const { onLink } = context;
  const held = { 'data-text': text, 'data-block': index };
  const whole = { className: UNBROKEN.test(text) ? `${className} p-run` : className, id, ...held };
  const rest = { ...whole, ...(context.selectable ? { userSelect: true } : {}) };
  const drawn = hasDrawing(inlines);
  if (onLink && (inlines.some((one) => one.href) || (drawn && !context.selectable))) {
    const pieces = <Pieces inlines={inlines} held={held} onLink={onLink} context={context} />;
    return drawn ? <View {...whole}>{pieces}</View> : <Text {...rest}>{pieces}</Text>;
  }
  if (drawn || inlines.some((one) => one.marks?.length))
    return <RichText {...rest} nodes={inlineHtml(inlines, context.url)} />;
  return <Text {...rest}>{fullWidth(text)}</Text>;
}

interface HeadingProps {
  block: BlockOf<'heading'>;
  marked?: boolean | undefined;
  context: BlockContext;
}

const HEADING = { 1: 'h h1', 2: 'h h2', 3: 'h h3' };

export function Heading({ block, marked, context }: HeadingProps) {
  const { inlines } = block;
  return (
    <View className={HEADING[block.level] + (marked ? ' h--here' : '')} id={block.id} ariaRole="heading">
      {hasDrawing(inlines) ? <Pieces inlines={inlines} context={context} /> : displayTitle(plain(inlines))}
    </View>
  );
}

interface ParagraphProps {
  block: BlockOf<'paragraph'>;
  id: string | undefined;
  index: number;
  /** In place of `p`. */
  className?: string;
  marked?: boolean | undefined;
  context: BlockContext;
}

export function Paragraph({ block, id, index, className = 'p', marked, context }: ParagraphProps) {
  const kind = block.lead ? ' lead-p' : block.align ? ` p-${block.align}` : '';
  return (
    <Runs
      className={className + kind + (marked ? ' p--here' : '')}
      id={id}
      inlines={block.inlines}
      index={index}
      context={context}
    />
  );
}
