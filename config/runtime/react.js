/*
 * Stands for `react` and `react-dom` in the build: Preact itself, without preact/compat (9 KB), of which
 * Taro needs no more than this. (Should an input ever need onFocus or onBlur: Taro hands them on as focusin and
 * focusout, and compat it was that listened to those.) It has no `version`: at 18, as compat says since Preact 10.24,
 * Taro calls `createRoot`, which Preact's packages have elsewhere.
 */
import { render } from 'preact';

/*
 * By name: Taro's entry takes all that there is as one object, so that nothing of it could be left out. What the
 * program imports and is not here fails the build, what Taro reads of that object tests/config/stand-ins.test.ts.
 */
export { Component, createContext, createElement, createRef, Fragment, render } from 'preact';
export { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

/** Preact gathers updates by itself. */
export const unstable_batchedUpdates = (run) => run();

export default { render, unstable_batchedUpdates };
