import type { Finding } from './finding.ts';

/** Beyond so many kinds all that are alike get one name: whoever reads so much does not tell them apart. */
const MOST = 50_000;

/**
 * Names of findings that stay the same from run to run, so that a code host knows which are new: by severity, rule, place,
 * element and message, as in a baseline; lines move, and do not count. The second of two that are alike ends with `:2`.
 */
export class Fingerprints {
  readonly #times = new Map<string, number>();

  of({ issue, result }: Finding): string {
    const place = result?.resource ?? result?.file ?? issue.source?.file;
    const name = hash(JSON.stringify([issue.severity, issue.rule, place, issue.expression, issue.message]));
    const times = (this.#times.get(name) ?? 0) + 1;
    if (times > 1 || this.#times.size < MOST) this.#times.set(name, times);
    return `${name}:${times}`;
  }
}

/** Two hashes of 32 bits in hex. It tells findings apart, and proves nothing: https://github.com/bryc/code (cyrb53) */
function hash(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((each) => (each >>> 0).toString(16).padStart(8, '0')).join('');
}
