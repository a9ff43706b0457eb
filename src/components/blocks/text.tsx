import { RichText, Text, View } from '@tarojs/components';
import { displayInlines, inlineHtml } from '../../domain/inline-html';
import { plain } from '../../domain/text';
import { displayTitle, fullWidth } from '../../domain/typography';
import type { Block, Inline } from '../../feed';
import type { BlockContext } from './context';

interface RunsProps {
  inlines: readonly Inline[];
  className: string;
  id?: string | undefined;
  context: BlockContext;
}

/**
 * Selectable text. Plain text is one `Text`; text with marks one `rich-text`; only text with links
 * needs an element a run, because only elements can be tapped.
 */
export function Runs({ inlines, className, id, context }: RunsProps) {
  if (inlines.some((one) => one.href))
    return (
      <Text className={className} id={id} userSelect>
        {displayInlines(inlines).map(({ text, marks, href }, index) => {
          const classes = (marks ?? []).map((mark) => `m-${mark}`).join(' ');
          return href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: inlines never move within their paragraph
            <Text key={index} className={`a ${classes}`} ariaRole="link" onClick={() => context.onLink(href)}>
              {text}
            </Text>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: inlines never move within their paragraph
            <Text key={index} className={classes}>
              {text}
            </Text>
          );
        })}
      </Text>
    );
  if (inlines.some((one) => one.marks?.length))
    return <RichText className={className} id={id} userSelect nodes={inlineHtml(inlines)} />;
  return (
    <Text className={className} id={id} userSelect>
      {fullWidth(plain(inlines))}
    </Text>
  );
}

export function Heading({ block }: { block: Extract<Block, { type: 'heading' }> }) {
  return (
    <View className={`h h${block.level}`} id={block.id} ariaRole="heading">
      {displayTitle(plain(block.inlines))}
    </View>
  );
}

export function Paragraph({
  block,
  context,
}: {
  block: Extract<Block, { type: 'paragraph' }>;
  context: BlockContext;
}) {
  const kind = block.lead ? 'p lead-p' : block.align ? `p p-${block.align}` : 'p';
  return <Runs className={kind} id={block.id} inlines={block.inlines} context={context} />;
}
