/**
 * Asks WeChat for something that nobody waits for. A refusal (single-page mode refuses most), an older WeChat that lacks
 * the call, and one that throws in place of refusing: none of them is a fault of the program, or reaches it.
 */
export async function quiet(ask: () => unknown): Promise<void> {
  try {
    await ask();
  } catch {
    // Nobody waits for it.
  }
}
