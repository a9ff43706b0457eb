/** Above this share of what should be there a list that lacks it is not believed. */
const SHARE = 0.5;
/** So few may be missing whatever their share. */
const FEW = 5;

/**
 * Whether so many are missing that the interface is likelier at fault than the account.
 * @param of how many should be there, the missing ones among them
 */
export const isDoubtful = (missing: number, of: number): boolean => missing > FEW && missing > of * SHARE;
