import { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';

/** Errors that glass-easel catches in the program's handlers, and those that reach the window. */
export function listenToErrors(core: Core): () => void {
  const onEasel = (error: unknown, method?: string): boolean => {
    core.records.error(error, method ? `in ${method}` : undefined);
    return false;
  };
  const onWarning = (message: string): boolean => {
    // WeChat takes a list that is not there for an empty one, and Taro's templates rely on it.
    if (!message.includes('got type "undefined"')) core.records.log('warn', [message]);
    return false;
  };
  const onWindow = (event: ErrorEvent) => core.records.error(event.error ?? event.message);
  const onRejection = (event: PromiseRejectionEvent) => {
    const { reason } = event;
    // WeChat's own failures are objects with an `errMsg`.
    core.records.error(
      reason instanceof Error
        ? reason
        : new Error(`unhandled rejection: ${String(reason?.errMsg ?? reason)}`),
    );
  };
  glassEasel.globalOptions.throwGlobalError = false;
  glassEasel.addGlobalErrorListener(onEasel);
  glassEasel.addGlobalWarningListener(onWarning);
  addEventListener('error', onWindow);
  addEventListener('unhandledrejection', onRejection);
  return () => {
    glassEasel.removeGlobalErrorListener(onEasel);
    glassEasel.removeGlobalWarningListener(onWarning);
    removeEventListener('error', onWindow);
    removeEventListener('unhandledrejection', onRejection);
  };
}
