import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { faultText } from '../model/fault.ts';
import { EnvironmentError } from '../model/issue.ts';
import { claimPartial, releasePartial } from './partial.ts';

/** Several times what the Publisher has: a release's page may announce anything. */
const MOST_BYTES = 1 << 30;

const size = z.int().positive().max(MOST_BYTES);
const Digest = z.strictObject({ bytes: size, sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const Release = z.strictObject({
  version: z.string(),
  url: z.url(),
  /** Where the release's page says, for programs, what its files' digests are. */
  announced: z.url(),
  pinned: Digest.optional(),
});
const Announcement = z.looseObject({
  assets: z.array(z.looseObject({ name: z.string(), size, digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) })),
});

type Digest = z.infer<typeof Digest>;
/** HL7's official release of the Publisher: one archive with everything in it. */
export type Release = z.infer<typeof Release>;

export interface ReleaseOptions {
  /** Where the archive is kept. */
  readonly folder: string;
  readonly offline?: boolean;
  /** Downloads to a file that may have the first part already, up to so many bytes; keeps what came when it fails. */
  readonly download: (
    url: string,
    file: string,
    bytes: number,
    onBytes: (received: number, total?: number) => void,
  ) => Promise<void>;
  readonly readJson: (url: string) => Promise<unknown>;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

export interface ObtainedRelease {
  readonly jar: string;
  /** What the server announced, where the project pins nothing: to be written into release.json. */
  readonly unpinned?: Digest;
}

export function readRelease(folder: string): Release {
  return Release.parse(JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')));
}

/** Whether the release was downloaded whole. */
export function hasRelease(release: Release, folder: string): boolean {
  return existsSync(releasePlace(release, folder));
}

function releasePlace({ version }: Release, folder: string): string {
  return join(folder, `publisher-${version}.jar`);
}

const ATTEMPTS = 2;

/**
 * Brings the release's archive: what an interrupted run has downloaded is gone on with, and the archive gets its name
 * only when its size and checksum are right.
 * @throws EnvironmentError when it cannot be had, or is not what was pinned or announced
 */
export async function obtainRelease(release: Release, options: ReleaseOptions): Promise<ObtainedRelease> {
  const { folder, offline = false, signal } = options;
  const place = releasePlace(release, folder);
  if (existsSync(place)) return { jar: place };
  if (offline)
    throw new EnvironmentError(
      `The release ${release.version} of the IG Publisher is not on this machine, and with --offline nothing is downloaded. Run once without --offline, or bring it with ig packages bundle.`,
    );
  const digest = release.pinned ?? (await announcedDigest(release, options));
  mkdirSync(folder, { recursive: true });
  const partial = claimPartial(folder, basename(place));
  try {
    for (let attempt = 1; ; attempt++) {
      const fault = await downloadOnce(release, partial, digest, options);
      if (fault === undefined) break;
      if (!fault.isShort) rmSync(partial, { force: true }); // of another content: nothing of it is of use
      if (attempt < ATTEMPTS) continue;
      if (fault.isShort) throw new Error(fault.reason);
      throw new EnvironmentError(
        `${release.url} is refused: ${fault.reason}. Try again; if it stays so, something on the way changes it.`,
      );
    }
    renameSync(partial, place);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof EnvironmentError) throw cause;
    throw new EnvironmentError(
      `The IG Publisher cannot be had from ${release.url}: ${reasonOf(cause)}. Check the network; what was downloaded is kept, and the next run goes on with it. The other way to get it: --publisher-source maven.`,
    );
  } finally {
    releasePartial(folder, basename(place), partial);
  }
  return { jar: place, ...(release.pinned === undefined ? { unpinned: digest } : {}) };
}

interface Fault {
  readonly reason: string;
  /** The end is missing. */
  readonly isShort: boolean;
}

/** @returns what is wrong with the download, if anything */
async function downloadOnce(
  { url, version }: Release,
  partial: string,
  digest: Digest,
  { download, onStep }: ReleaseOptions,
): Promise<Fault | undefined> {
  let shown = -1;
  await download(url, partial, digest.bytes, (received) => {
    const percent = Math.floor((100 * received) / digest.bytes);
    if (percent === shown) return;
    shown = percent;
    onStep?.(`Downloading the IG Publisher ${version}, ${percent} % of ${Math.ceil(digest.bytes / 1e6)} MB`);
  });
  const { size } = statSync(partial);
  if (size < digest.bytes) return { reason: `it ended after ${size} of ${digest.bytes} bytes`, isShort: true };
  if (size > digest.bytes) return { reason: `it has ${size} bytes, and ${digest.bytes} are wanted`, isShort: false };
  const hash = createHash('sha256');
  await pipeline(createReadStream(partial), hash);
  const sha256 = hash.digest('hex');
  if (sha256 === digest.sha256) return undefined;
  return { reason: `its sha256 is ${sha256}, and ${digest.sha256} is wanted`, isShort: false };
}

/** A release that the project does not pin is held against the digest that its own page announces. */
async function announcedDigest(
  { url, announced, version }: Release,
  { readJson, signal }: ReleaseOptions,
): Promise<Digest> {
  const refuse = (reason: string) =>
    new EnvironmentError(
      `The checksum of the IG Publisher ${version} cannot be learned from ${announced}: ${reason}. Check the network, or use --publisher-source maven.`,
    );
  const answer = await readJson(announced).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw refuse(reasonOf(cause));
  });
  const asset = Announcement.safeParse(answer).data?.assets.find(({ name }) => name === basename(url));
  if (asset === undefined) throw refuse(`it announces no digest of ${basename(url)}`);
  return { bytes: asset.size, sha256: asset.digest.slice('sha256:'.length) };
}

function reasonOf(cause: unknown): string {
  return faultText(cause);
}
