import { packageKey } from '../../model/package.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { LOCKFILE_NAME } from '../lockfile.ts';
import { travels } from './export.ts';
import type { BundledArchive, BundleManifest } from './layout.ts';

/** The archives that this program uses for one purpose, and where it keeps them. */
export interface ArchiveSet {
  /** Its name in a bundle. */
  readonly part: string;
  /** For sentences: `the HL7 validator`. */
  readonly label: string;
  readonly folder: string;
  readonly archives: readonly Omit<BundledArchive, 'part'>[];
}

const AGAIN = 'Export it anew where this project and this version of ig are';

/**
 * Whether a bundle is what this project and this program need: the packages of the lockfile, each with its content, and
 * archives only as this program lists them.
 * @returns the first fault, as the end of the sentence "… is refused: "
 */
export function bundleMismatch(
  manifest: BundleManifest,
  packages: readonly PinnedPackage[],
  sets: readonly ArchiveSet[],
): string | undefined {
  const locked = new Map(packages.filter(travels).map((each) => [packageKey(each), each.integrity]));
  for (const each of manifest.packages) {
    const key = packageKey(each);
    const integrity = locked.get(key);
    if (integrity === undefined) return `it has ${key}, which ${LOCKFILE_NAME} does not pin here. ${AGAIN}`;
    if (integrity !== each.integrity)
      return `its ${key} has another content than the one that ${LOCKFILE_NAME} pins. ${AGAIN}`;
  }
  const present = new Set(manifest.packages.map(packageKey));
  if (present.size < manifest.packages.length) return 'it names a package twice';
  const missing = [...locked.keys()].find((key) => !present.has(key));
  if (missing !== undefined) return `it does not have ${missing}, which ${LOCKFILE_NAME} pins. ${AGAIN}`;
  return archiveMismatch(manifest.archives, sets);
}

function archiveMismatch(archives: readonly BundledArchive[], sets: readonly ArchiveSet[]): string | undefined {
  const line = ({ name, bytes, sha256 }: Omit<BundledArchive, 'part'>) => `${name} ${bytes} ${sha256}`;
  for (const part of new Set(archives.map((each) => each.part))) {
    const set = sets.find((each) => each.part === part);
    if (set === undefined) return `it has archives for '${part}', which this version of ig does not know`;
    const wanted = new Set(set.archives.map(line));
    const found = new Set(archives.filter((each) => each.part === part).map(line));
    const [odd] = [...found].filter((each) => !wanted.has(each));
    const [missing] = [...wanted].filter((each) => !found.has(each));
    const [name] = (odd ?? missing ?? '').split(' ');
    if (odd !== undefined) return `its ${name} is not one that this version of ig uses for ${set.label}. ${AGAIN}`;
    if (missing !== undefined) return `it does not have ${name}, which ${set.label} needs. ${AGAIN}`;
  }
  return undefined;
}
