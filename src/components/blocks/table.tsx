import { ScrollView, View } from '@tarojs/components';
import { type PlacedCell, placeCells } from '../../domain/table';
import { plain } from '../../domain/text';
import { fullWidth } from '../../domain/typography';
import type { TableBlock } from '../../feed';
import type { BlockContext } from './context';
import { Runs } from './text';

const area = ({ row, column, rowspan, colspan }: PlacedCell) =>
  `grid-area:${row}/${column}/span ${rowspan}/span ${colspan}`;

/** A table as a CSS grid that scrolls sideways; its first column stays. */
export function Table({ block, context }: { block: TableBlock; context: BlockContext }) {
  const { cells, columns } = placeCells(block.rows);
  const wide = columns > 2;
  return (
    <View className="tbl" id={block.id} ariaRole="table" ariaLabel={block.caption ?? '表格'}>
      {block.caption && <View className="tbl-cap">{block.caption}</View>}
      <ScrollView className="tbl-s" scrollX enhanced showScrollbar={false}>
        <View
          className="tbl-g"
          style={`grid-template-columns:${wide ? `var(--first) repeat(${columns - 1},auto)` : `repeat(${columns},1fr)`}`}
        >
          {cells.map((placed) => {
            const head = block.head && placed.row === 1;
            const classes = `td${head ? ' th' : ''}${wide && placed.column === 1 ? ' td1' : ''}`;
            return (
              <View key={`${placed.row}.${placed.column}`} className={classes} style={area(placed)}>
                {placed.cell.inlines.some((one) => one.marks || one.href) ? (
                  <Runs className="td-t" inlines={placed.cell.inlines} context={context} />
                ) : (
                  fullWidth(plain(placed.cell.inlines))
                )}
              </View>
            );
          })}
        </View>
      </ScrollView>
      {wide && <View className="hint">左右滑动看全表 →</View>}
    </View>
  );
}
