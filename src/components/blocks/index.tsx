import { ScrollView, Text, View } from '@tarojs/components';
import { Fragment } from 'react';
import { markOf } from '../../domain/blocks';
import { isRigid, type Part } from '../../domain/sections';
import type { Block, BlockOf } from '../../feed';
import { CardView, MediaCard, Unsupported } from './cards';
import type { BlockContext } from './context';
import { Figure, Gallery, SliceView } from './pictures';
import { Table } from './table';
import { Heading, Paragraph } from './text';
// In this order: of rules that weigh the same the later one decides.
import './text.css';
import './structures.css';
import './pictures.css';
import './table.css';
import './cards.css';

export type { BlockContext } from './context';

interface SectionProps {
  id: string;
  /** Height of the box that stands for the section in units of `--u`, or in px (isRigid); null: its blocks are shown. */
  box: number | null;
  parts: readonly Part[];
  /** The block that is marked as the target of a link or of the contents. */
  marked: number | null;
  context: BlockContext;
  /** A paragraph was held: its text and the block it stands in. */
  onHold?: ((text: string, index: number) => void) | undefined;
}

/**
 * A few blocks, or a box of their height. Their places are their keys: a document never changes while it is
 * shown. One listener hears every paragraph: `data-` attributes stay in the logic layer, so they and the
 * paragraphs cost no setData for it.
 */
export function Section({ id, box, parts, marked, context, onHold }: SectionProps) {
  if (box !== null)
    return <View className="box" id={id} style={isRigid(parts) ? `height:${box}px` : `--h:${box}`} />;
  return (
    <View
      className="sec"
      id={id}
      onLongPress={(event) => {
        const { text, block } = event.target.dataset;
        if (typeof text === 'string') onHold?.(text, Number(block));
      }}
    >
      {parts.map(({ block, index, slice }, place) => (
        <BlockView
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={place}
          block={block}
          index={index}
          slice={slice}
          marked={marked === index}
          context={context}
        />
      ))}
    </View>
  );
}

interface BlockProps {
  block: Block;
  /** Of the block in the document; nested blocks have that of the outermost. */
  index: number;
  slice?: number | undefined;
  marked?: boolean;
  context: BlockContext;
}

interface BlocksProps {
  blocks: readonly Block[];
  index: number;
  context: BlockContext;
}

/** Blocks inside of a block. */
const Blocks = ({ blocks, index, context }: BlocksProps) => (
  <>
    {blocks.map((block, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: see Section
      <BlockView key={place} block={block} index={index} context={{ ...context, width: 0 }} />
    ))}
  </>
);

/** The one switch over every block type; a type without a case does not compile. */
function BlockView({ block, index, slice, marked, context }: BlockProps) {
  const id = marked ? (block.id ?? `b${index}`) : block.id;
  switch (block.type) {
    case 'heading':
      return <Heading block={block} marked={marked} context={context} />;
    case 'paragraph':
      return <Paragraph block={block} id={id} index={index} marked={marked} context={context} />;
    case 'quote':
      return (
        <View className="quote" id={id}>
          <Blocks blocks={block.blocks} index={index} context={context} />
        </View>
      );
    case 'list':
      return <ListView block={block} id={id} index={index} context={context} />;
    case 'table':
      return <Table block={block} id={id} context={context} />;
    case 'code':
      return (
        <ScrollView className="code" scrollX id={id}>
          <Text className="code-t" userSelect>
            {block.text}
          </Text>
        </ScrollView>
      );
    case 'image':
      return slice === undefined ? (
        <Figure block={block} id={id} context={context} />
      ) : (
        <SliceView block={block} id={id} slice={slice} context={context} />
      );
    case 'gallery':
      return <Gallery block={block} id={id} context={context} />;
    case 'video':
    case 'audio':
      return <MediaCard block={block} id={id} context={context} />;
    case 'card':
      return <CardView block={block} id={id} context={context} />;
    case 'divider':
      return <View className="hr lane" id={id} />;
    case 'unsupported':
      return <Unsupported block={block} id={id} context={context} />;
    default:
      return unreachable(block);
  }
}

interface ListProps {
  block: BlockOf<'list'>;
  id: string | undefined;
  index: number;
  context: BlockContext;
}

/** An item that is one paragraph is one element: the stylesheet counts. Marks of the source's own are elements. */
function ListView({ block, id, index, context }: ListProps) {
  if (block.marks)
    return (
      <View className="list own" id={id}>
        {block.items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items never move
          <Fragment key={place}>
            <View className="mk">{markOf(block, place)}</View>
            <View>
              <Blocks blocks={item} index={index} context={context} />
            </View>
          </Fragment>
        ))}
      </View>
    );
  const start = (block.start ?? 1) - 1;
  return (
    <View
      className={block.ordered ? 'list' : 'list ul'}
      id={id}
      style={block.ordered && start ? `counter-reset:li ${start}` : ''}
    >
      {block.items.map((item, place) => {
        const [only, more] = item;
        return only?.type === 'paragraph' && !more ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: items never move
          <Paragraph key={place} className="li" block={only} id={only.id} index={index} context={context} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: items never move
          <View className="li" key={place}>
            <Blocks blocks={item} index={index} context={context} />
          </View>
        );
      })}
    </View>
  );
}

/** `parse` turns types of a newer feed into `unsupported`, so this is never reached with checked data. */
const unreachable = (_: never) => null;
