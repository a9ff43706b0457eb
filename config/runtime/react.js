/*
 * Stands for `react` and `react-dom` in the build: Preact itself, without preact/compat (9 KB), of which
 * Taro needs no more than this. (Should an input ever need onFocus or onBlur: Taro hands them on as focusin and
 * focusout, and compat it was that listened to those.) It has no `version`: at 18, as compat says since Preact 10.24,
 * Taro calls `createRoot`, which Preact's packages have elsewhere.
 */
import { render } from 'preact';

export * from 'preact';
export * from 'preact/hooks';
export { render };

/** Preact gathers updates by itself. */
export const unstable_batchedUpdates = (run) => run();

export default { render, unstable_batchedUpdates };
