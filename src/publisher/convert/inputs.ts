import { attribute, type Element } from '../html/dom';
import type { Builder, Conversion } from './builder';
import { type Inherited, leave } from './context';

/**
 * An `<input>`: a checkbox is ☑ or ☐, which a list takes for the mark of its item (lists.ts); what else there is to fill in
 * or to press does nothing here, and is left out.
 */
export function pushInput(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  if (inherited.hidden) return;
  const type = attribute(node, 'type')?.trim().toLowerCase();
  if (type === 'hidden') return;
  if (type !== 'checkbox') {
    leave(context, 'text', 'form', '');
    return;
  }
  const box = attribute(node, 'checked') === undefined ? '☐' : '☑';
  builder.gap();
  if (!builder.text(`${box} `, inherited)) return;
  context.made += 1;
  // A browser draws it, and has no text there: so that it may be told of or not.
  context.note?.('text', 'revealed', box);
}
