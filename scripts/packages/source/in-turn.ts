import type { PackageSourceReader } from './source.ts';

/** Sources of one kind as one: the first that has a package provides it. */
export function inTurn(first: PackageSourceReader, ...others: readonly PackageSourceReader[]): PackageSourceReader {
  const all = [first, ...others];
  return {
    kind: first.kind,
    async find(request) {
      const issues = [];
      for (const source of all) {
        const { value, issues: found } = await source.find(request);
        issues.push(...found);
        if (value !== undefined) return { value, issues };
      }
      return { value: undefined, issues };
    },
    async versions(id) {
      const known = await Promise.all(all.map(async (source) => (await source.versions?.(id)) ?? []));
      return [...new Set(known.flat())];
    },
  };
}
