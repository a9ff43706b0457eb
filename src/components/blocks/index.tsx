import { ScrollView, Text, View } from '@tarojs/components';
import type { Block } from '../../feed';
import { CardView, MediaCard, Unsupported } from './cards';
import type { BlockContext } from './context';
import { Figure, Gallery } from './pictures';
import { Table } from './table';
import { Heading, Paragraph } from './text';
import './index.css';

export type { BlockContext } from './context';

/** Blocks in order. Their places are their keys: a document never changes while it is shown. */
export const Blocks = ({ blocks, context }: { blocks: readonly Block[]; context: BlockContext }) => (
  <>
    {blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <BlockView key={index} block={block} context={context} />
    ))}
  </>
);

/** The one switch over every block type; a type without a case does not compile. */
function BlockView({ block, context }: { block: Block; context: BlockContext }) {
  switch (block.type) {
    case 'heading':
      return <Heading block={block} />;
    case 'paragraph':
      return <Paragraph block={block} context={context} />;
    case 'quote':
      return (
        <View className="quote" id={block.id}>
          <Blocks blocks={block.blocks} context={context} />
        </View>
      );
    case 'list':
      return <ListView block={block} context={context} />;
    case 'table':
      return <Table block={block} context={context} />;
    case 'code':
      return (
        <ScrollView className="code" scrollX id={block.id}>
          <Text className="code-t" userSelect>
            {block.text}
          </Text>
        </ScrollView>
      );
    case 'image':
      return <Figure block={block} context={context} />;
    case 'gallery':
      return <Gallery block={block} context={context} />;
    case 'video':
    case 'audio':
      return <MediaCard block={block} context={context} />;
    case 'card':
      return <CardView block={block} context={context} />;
    case 'divider':
      return <View className="hr lane" id={block.id} />;
    case 'unsupported':
      return <Unsupported block={block} context={context} />;
    default:
      return unreachable(block);
  }
}

function ListView({ block, context }: { block: Extract<Block, { type: 'list' }>; context: BlockContext }) {
  return (
    <View className="list" id={block.id}>
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items never move
        <View className="li" key={index}>
          <View className="li-n">{block.ordered ? `${(block.start ?? 1) + index}.` : '•'}</View>
          <View className="li-b">
            <Blocks blocks={item} context={context} />
          </View>
        </View>
      ))}
    </View>
  );
}

/** `parse` turns types of a newer feed into `unsupported`, so this is never reached with checked data. */
const unreachable = (_: never) => null;
