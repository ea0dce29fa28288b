import { createHash } from 'node:crypto';

/** A digest of all that a value says, but not of where it stands in its file. */
export function signatureOf(value: unknown): string {
  const hash = createHash('sha256');
  let text = '';
  const write = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) {
      text += typeof each === 'string' ? JSON.stringify(each) : `${typeof each} ${String(each)}`;
      text += ',';
      return;
    }
    if (each instanceof RegExp) {
      text += `${each},`;
      return;
    }
    text += `${each.constructor.name}{`;
    for (const [key, inner] of Object.entries(each)) {
      if (key === 'sourceInfo' || inner === undefined) continue;
      text += `${key}:`;
      write(inner);
    }
    text += '}';
    if (text.length > 100_000) {
      hash.update(text);
      text = '';
    }
  };
  write(value);
  return hash.update(text).digest('base64');
}
