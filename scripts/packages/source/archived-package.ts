import { copyFile } from 'node:fs/promises';
import type { Outcome } from '../../model/issue.ts';
import type { FoundPackage } from './source.ts';
import type { Tarball } from './tarball.ts';

/**
 * A package whose archive stays in the cache. Its content is read again when it is wanted, and not kept in memory between
 * the two.
 * @param file the archive
 * @param found what is known of it beside what the archive says
 */
export function archivedPackage(
  file: string,
  { manifest, integrity }: Pick<Tarball, 'manifest' | 'integrity'>,
  read: () => Promise<Outcome<Tarball | undefined>>,
  found: Pick<FoundPackage, 'id' | 'version' | 'source' | 'resolved' | 'asked'>,
): FoundPackage {
  return {
    ...found,
    manifest,
    integrity: async () => ({ value: integrity, issues: [] }),
    load: async () => {
      const { value, issues } = await read();
      return { value: value?.content, issues };
    },
    pack: (packed) => copyFile(file, packed),
  };
}
