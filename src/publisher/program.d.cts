export function programOf(entry: string): string;
