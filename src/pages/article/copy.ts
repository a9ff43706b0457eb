import type { Ports } from '../../stores';

/** Puts text on the clipboard. WeChat shows its own notice when that succeeds; a refusal is said here. */
export async function copyText(messages: Ports['messages'], text: string): Promise<void> {
  if (!(await messages.copy(text))) messages.toast('没有复制成功，请稍后再试');
}
