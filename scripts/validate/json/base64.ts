// Linear: values may be megabytes long.
const pattern = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether a text without white space is base64, with its padding. @see https://www.rfc-editor.org/rfc/rfc4648#section-4 */
export function isBase64(packed: string): boolean {
  return packed.length % 4 === 0 && pattern.test(packed);
}
