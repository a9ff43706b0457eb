/*
 * UTF-8 by hand where a document has no TextEncoder: jsdom has none, and WeChat's logic layer has none either, so the
 * host cannot borrow one.
 */
const encoder = typeof TextEncoder === 'undefined' ? undefined : new TextEncoder();
const decoder = typeof TextDecoder === 'undefined' ? undefined : new TextDecoder();

export function encodeUtf8(text: string): Uint8Array {
  if (encoder) return encoder.encode(text);
  // A lone surrogate has no UTF-8 form; encoders write U+FFFD for it.
  const escaped = encodeURIComponent(
    text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD'),
  );
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at += 1)
    if (escaped.charAt(at) === '%') {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(escaped.charCodeAt(at));
  return Uint8Array.from(bytes);
}

export function decodeUtf8(bytes: Uint8Array): string {
  if (decoder) return decoder.decode(bytes);
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  const text = decodeURIComponent(escaped.join(''));
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The bytes of a text in UTF-8, as WeChat counts them. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && /[\udc00-\udfff]/.test(text.charAt(at + 1))) {
      bytes += 4;
      at += 1;
      // The half of a character is written as U+FFFD, which takes three.
    } else bytes += 3;
  }
  return bytes;
}

/** By its name, because a test's ArrayBuffer may come from another realm than the document's. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
