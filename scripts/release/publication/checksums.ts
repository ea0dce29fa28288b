/** In the folder of each published version: the digest of each file of it, as `sha256sum --check` reads them. */
export const SUMS = 'SHA256SUMS';

/** @param digests sha256 as hexadecimal digits, by path in the folder */
export function formatSums(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('');
}

/** What a file of checksums says; a line that is none is passed over. */
export function parseSums(text: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digest !== undefined && path !== undefined) digests.set(path, digest);
  }
  return digests;
}
