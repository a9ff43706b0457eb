import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { ECMA, UNREADABLE } from '../../config/engines';

/**
 * Why the engines that the program is made for (config/engines.ts) cannot read some code: the parser's words with line
 * and column, or what stands in UNREADABLE; null where they can.
 */
export function unreadable(code: string, ecmaVersion: typeof ECMA | 2018 = ECMA): string | null {
  let reason: string | null = null;
  try {
    full(parse(code, { ecmaVersion, sourceType: 'script' }), (node) => {
      const { regex } = node as { regex?: { pattern: string } };
      for (const [name, pattern] of Object.entries(UNREADABLE))
        if (regex && pattern.test(regex.pattern)) reason = `${name}: ${regex.pattern}`;
    });
  } catch (error) {
    reason = (error as Error).message;
  }
  return reason;
}
