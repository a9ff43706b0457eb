/** WeChat's words for why a call failed: `name:fail reason`. */
export const reasonOf = (error: unknown): string => {
  const { errMsg, message } = (error ?? {}) as { errMsg?: unknown; message?: unknown };
  return String(errMsg ?? message ?? error);
};

/** The reader closed what WeChat asked or showed: an answer, and no fault. */
export const isCancel = (error: unknown): boolean => /cancel/i.test(reasonOf(error));
