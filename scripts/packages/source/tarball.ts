import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { PackageManifest, PackageRef } from '../../model/package.ts';
import { digestOfListing } from '../digest.ts';
import { parseManifest } from './manifest.ts';
import { isResourceFileName, type PackageContent } from './source.ts';
import { type FileSink, LIMITS, reasonOf, type TarballLimits, unpack } from './unpack.ts';

export interface Tarball {
  readonly manifest: PackageManifest;
  /** See digest.ts. */
  readonly integrity: string;
  readonly content: PackageContent;
  /** Files that were asked for besides, by their names in the package's folder. */
  readonly others: ReadonlyMap<string, Buffer>;
}

export interface TarballWishes {
  /** Which package it must be. */
  readonly expected?: PackageRef | undefined;
  readonly limits?: TarballLimits;
  /** Which of the resources' files are wanted; the digest is of all. */
  readonly belongs?: (name: string) => boolean;
  /** Which other files are wanted as they are. */
  readonly also?: (name: string) => boolean;
}

/**
 * Reads a packed FHIR package into memory; nothing is written anywhere.
 * An archive that names a place outside itself, holds links or devices, or unpacks to more than it should, is refused
 * whole. Files beside `package/` are passed over, as npm and FHIR tools do.
 * @param file path of the archive
 * @param place how to name it in issues
 * @param expected which package it must be
 * @param belongs which of the resources' files are wanted; the digest is of all
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export async function readTarball(
  file: string,
  place: string,
  signal: AbortSignal,
  expected?: PackageRef,
  limits: TarballLimits = LIMITS,
  belongs: (name: string) => boolean = () => true,
): Promise<Outcome<Tarball | undefined>> {
  return readPacked(createReadStream(file), place, signal, { expected, limits, belongs });
}

/** The same of an archive wherever its bytes come from. */
export async function readPacked(
  packed: Readable,
  place: string,
  signal: AbortSignal,
  { expected, limits = LIMITS, belongs = () => true, also = () => false }: TarballWishes = {},
): Promise<Outcome<Tarball | undefined>> {
  const hashes = new Map<string, string>();
  const texts = new Map<string, Buffer>();
  const wants = (name: string) => name === 'package.json' || (isResourceFileName(name) ? belongs(name) : also(name));
  try {
    const keep = intoMemory(texts);
    await pipeline(packed, (bytes) => unpack(bytes, limits, hashes, keep, wants), { signal });
  } catch (error) {
    signal.throwIfAborted();
    return { value: undefined, issues: [refused(place, reasonOf(error))] };
  }
  const manifestText = texts.get('package.json');
  if (manifestText === undefined) {
    return { value: undefined, issues: [refused(place, 'it has no package/package.json, so it is no FHIR package')] };
  }
  const { value: manifest, issues } = parseManifest(
    manifestText.toString('utf8'),
    `${place}: package/package.json`,
    expected,
  );
  if (manifest === undefined) return { value: undefined, issues };
  const names = [...texts.keys()].filter(isResourceFileName).sort();
  const content: PackageContent = {
    manifest,
    *files() {
      for (const name of names) yield { name, text: texts.get(name)?.toString('utf8') ?? '' };
    },
  };
  const others = new Map([...texts].filter(([name]) => also(name)));
  return { value: { manifest, integrity: digestOfListing(hashes), content, others }, issues };
}

function intoMemory(texts: Map<string, Buffer>): (name: string) => FileSink {
  return (name) => {
    const chunks: Buffer[] = [];
    return { write: (chunk) => chunks.push(chunk), end: () => texts.set(name, Buffer.concat(chunks)) };
  };
}

function refused(place: string, reason: string): Issue {
  const message = `The package ${place} is refused: ${reason}. Get it again from where it is published.`;
  return { severity: 'error', code: 'invalid', rule: 'package-archive', message, source: { file: place } };
}
