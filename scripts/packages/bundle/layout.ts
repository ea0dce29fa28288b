import { Header } from 'tar';
import { z } from 'zod';
import { leadsInside } from '../../model/inside.ts';
import { isPackageId } from '../../model/package-name.ts';
import { isExactVersion } from '../version.ts';

/** Raised whenever the layout of a bundle changes. */
const BUNDLE_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const Blob = { bytes: z.int().positive(), sha256 };
const BundledPackage = z.strictObject({
  id: z.string().refine(isPackageId, 'must be a package id'),
  version: z.string().refine(isExactVersion, 'must be an exact version'),
  integrity: z.string(),
  ...Blob,
});
const BundledArchive = z.strictObject({
  part: z.string(),
  name: z.string().refine(leadsInside, 'must be a name inside a folder'),
  ...Blob,
});
const BundleManifest = z.strictObject({
  bundleVersion: z.literal(BUNDLE_VERSION, `must be ${BUNDLE_VERSION}, the only version that this program knows`),
  packages: z.array(BundledPackage),
  archives: z.array(BundledArchive),
});

/** A FHIR package in a bundle; `integrity` is of its content, as the lockfile has it, the rest of its packed form. */
export type BundledPackage = z.infer<typeof BundledPackage>;
/** A Java archive in a bundle; `part` says what it is for. */
export type BundledArchive = z.infer<typeof BundledArchive>;
/** The first file of a bundle: what it holds. */
export type BundleManifest = z.infer<typeof BundleManifest>;

/**
 * A bundle is a tar file of an exact form: `bundle.json`, then each content once under `sha256/<digest>`, in the order
 * in which bundle.json first names it, and nothing else. So names in it choose no place on disk, its length is known
 * from its first file, and the same contents give the same bytes.
 */
export interface BundleMember {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const MANIFEST_NAME = 'bundle.json';
/** Of bundle.json: hundreds of times what a guide needs. */
const MANIFEST_LIMIT = 4 << 20;
export const BLOCK = 512;
/** Two empty blocks end a tar file. */
export const END: Buffer = Buffer.alloc(2 * BLOCK);

/** What a bundle says of its contents, in an order of its own: the same contents give the same bytes. */
export function createManifest(
  packages: readonly BundledPackage[],
  archives: readonly BundledArchive[],
): BundleManifest {
  return {
    bundleVersion: BUNDLE_VERSION,
    packages: packages.toSorted((a, b) => order(`${a.id}#${a.version}`, `${b.id}#${b.version}`)),
    archives: archives.toSorted((a, b) => order(`${a.part}/${a.name}`, `${b.part}/${b.name}`)),
  };
}

/** @returns the fault as the end of the sentence "… is refused: " where it is no such manifest */
export function parseManifest(text: string): BundleManifest | { readonly fault: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { fault: `its ${MANIFEST_NAME} is not JSON` };
  }
  const parsed = BundleManifest.safeParse(data);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  return { fault: `its ${MANIFEST_NAME} is not as it should be: ${first?.path.join('.')} ${first?.message}` };
}

/** What follows bundle.json, in its order. */
export function membersOf({ packages, archives }: Pick<BundleManifest, 'packages' | 'archives'>): BundleMember[] {
  const members = new Map<string, BundleMember>();
  for (const { sha256: digest, bytes } of [...packages, ...archives]) {
    if (!members.has(digest)) members.set(digest, { name: `sha256/${digest}`, bytes, sha256: digest });
  }
  return [...members.values()];
}

/** The length of the whole bundle. */
export function bundleLength(manifestBytes: number, members: readonly BundleMember[]): number {
  const entry = (bytes: number) => BLOCK + bytes + paddingOf(bytes);
  return members.reduce((sum, { bytes }) => sum + entry(bytes), entry(manifestBytes)) + END.length;
}

export function encodeHeader(name: string, bytes: number): Buffer {
  const header = new Header({ path: name, size: bytes, mode: 0o644, type: 'File', mtime: new Date(0) });
  const block = Buffer.alloc(BLOCK);
  header.encode(block, 0);
  return block;
}

/** The length of bundle.json by the header before it; undefined where the file does not begin as a bundle does. */
export function manifestLength(block: Buffer): number | undefined {
  const bytes = Number.parseInt(block.subarray(124, 136).toString('latin1'), 8); // the field `size` of a tar header
  const isPossible = bytes > 0 && bytes <= MANIFEST_LIMIT;
  return isPossible && block.equals(encodeHeader(MANIFEST_NAME, bytes)) ? bytes : undefined;
}

export function paddingOf(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
