/** The limits of WeChat's own audit (体验评分), as its documentation gives them. By themselves, as a browser shows them too. */
export const AUDIT_LIMITS = {
  nodes: 1000,
  depth: 30,
  children: 60,
  setDataBytes: 256 * 1024,
  /** A picture may be drawn this much off its own proportions. */
  stretch: 0.15,
} as const;
