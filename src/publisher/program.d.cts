export function programOf(entry: string): string;
export const starter: string;
