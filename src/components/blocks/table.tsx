import { RichText, ScrollView, View } from '@tarojs/components';
import { tableHtml } from '../../domain/table-html';
import type { TableBlock } from '../../feed';
import { press } from '../tap';
import type { BlockContext } from './context';

interface TableProps {
  block: TableBlock;
  id: string | undefined;
  context: BlockContext;
}

/**
 * A table that scrolls sideways while its first column stays. One `rich-text` draws all of it, whatever
 * its size: a cell as an element would cost a node and some 70 bytes. Its links stand below, because only
 * elements can be tapped.
 */
export function Table({ block, id, context }: TableProps) {
  const { html, wide } = tableHtml(block, context.url);
  const { onLink } = context;
  const links = block.rows.flatMap((row) => row.flatMap((cell) => cell.inlines.filter((one) => one.href)));
  return (
    <View className="tbl" id={id}>
      {block.caption && <View className="tbl-cap">{block.caption}</View>}
      <ScrollView
        className="tbl-s"
        scrollX
        enhanced
        showScrollbar={false}
        ariaLabel={block.caption ?? '表格'}
      >
        <RichText nodes={html} userSelect />
      </ScrollView>
      {wide && <View className="hint">左右滑动看全表 →</View>}
      {onLink &&
        links.map(({ text, href }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never move
          <View key={place} className="a go" ariaRole="link" onClick={() => press(() => onLink(href!))}>
            {text}
          </View>
        ))}
    </View>
  );
}
