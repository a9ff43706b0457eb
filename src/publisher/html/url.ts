/** Whether a string is an absolute http(s) address as the contract has it, without user info. */
export function isWebUrl(value: string): boolean {
  if (!/^https?:\/\/[^\s"'<>]+$/.test(value)) return false;
  try {
    const { username, password } = new URL(value);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/**
 * An address as a page or the API writes it, made safe: protocol-relative becomes https, only http(s)
 * survives, characters that the contract refuses are escaped. Null for everything else.
 */
export function webUrl(value: string | undefined, base = 'https://mp.weixin.qq.com/'): string | null {
  const text = value?.trim();
  if (!text || text.startsWith('#') || /^javascript:/i.test(text)) return null;
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username || url.password) return null;
  return url.href.replace(/[\s"'<>]/g, encodeURIComponent).replace(/'/g, '%27');
}
