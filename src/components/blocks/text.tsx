import { RichText, Text, View } from '@tarojs/components';
import { displayInlines, inlineHtml } from '../../domain/inline-html';
import { plain } from '../../domain/text';
import { displayTitle, fullWidth } from '../../domain/typography';
import type { BlockOf, Inline } from '../../feed';
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

/** What no line breaks in: a dozen letters, digits and their signs. */
const UNBROKEN = /[!-~\u00a1-\u024f]{12}/;

/**
 * A run of text. Plain text is one `Text`; text with marks one `rich-text`; only text with links needs
 * elements inside, because only elements can be tapped.
 */
export function Runs({ inlines, className, id, index, context }: RunsProps) {
  const text = plain(inlines);
  const { onLink } = context;
  const held = { 'data-text': text, 'data-block': index };
  const rest = {
    className: UNBROKEN.test(text) ? `${className} p-run` : className,
    id,
    ...held,
    ...(context.selectable ? { userSelect: true } : {}),
  };
  if (onLink && inlines.some((one) => one.href))
    return (
      <Text {...rest}>
        {displayInlines(inlines).map(({ text, marks, href }, place) => {
          const classes = `${href ? 'a ' : ''}${(marks ?? []).map((mark) => `m-${mark}`).join(' ')}`;
          const link = href ? { ariaRole: 'link', onClick: () => press(() => onLink(href)) } : {};
          return classes ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: inlines never move within their paragraph
            <Text key={place} className={classes} {...held} {...link}>
              {text}
            </Text>
          ) : (
            text
          );
        })}
      </Text>
    );
  if (inlines.some((one) => one.marks?.length)) return <RichText {...rest} nodes={inlineHtml(inlines)} />;
  return <Text {...rest}>{fullWidth(text)}</Text>;
}

interface HeadingProps {
  block: BlockOf<'heading'>;
  marked?: boolean | undefined;
}

const HEADING = { 1: 'h h1', 2: 'h h2', 3: 'h h3' };

export function Heading({ block, marked }: HeadingProps) {
  return (
    <View className={HEADING[block.level] + (marked ? ' h--here' : '')} id={block.id} ariaRole="heading">
      {displayTitle(plain(block.inlines))}
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
