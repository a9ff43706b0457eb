/** A quotation for a card: whole sentences up to a limit; `cut` tells that something was left off. */
export function quoted(paragraph: string, limit: number): { text: string; cut: boolean } {
  const text = paragraph.replace(/\s+/g, ' ').trim();
  if (text.length <= limit) return { text, cut: false };
  let kept = '';
  for (const sentence of text.match(/[^。！？；]+[。！？；]*[”’）]*/g) ?? []) {
    if ((kept + sentence).length > limit) break;
    kept += sentence;
  }
  return { text: kept ? kept.replace(/；$/, '。') : ended(text.slice(0, limit - 2)), cut: true };
}

/** Text that ends in the middle: back to its last mark, if that is not far back, then an ellipsis. */
export function ended(text: string): string {
  const mark = Math.max(...['。', '，', '；', '、', '：'].map((m) => text.lastIndexOf(m)));
  const whole = mark > text.length / 2 ? text.slice(0, mark) : text.replace(/[\ud800-\udbff]$/, '');
  return `${whole}……`;
}

/** As much of a text as was shown of it: lines have lost the spaces at their ends. */
export function beginning(text: string, shown: string): string {
  let left = shown.replace(/\s/g, '').length;
  let end = 0;
  for (; end < text.length && left > 0; end++) if (!/\s/.test(text[end]!)) left--;
  return text.slice(0, end);
}
