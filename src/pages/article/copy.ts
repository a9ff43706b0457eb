import type { Ports } from '../../stores';

/**
 * Puts text on the clipboard. WeChat shows its own notice when that succeeds; a refusal is said here.
 * @returns whether it is there
 */
export async function copyText(messages: Ports['messages'], text: string): Promise<boolean> {
  const isCopied = await messages.copy(text);
  if (!isCopied) messages.toast('没有复制成功，请稍后再试');
  return isCopied;
}
