import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { kindFault } from '../../files/file-fault.ts';
import { Refusal } from '../source/unpack.ts';
import {
  BLOCK,
  type BundleManifest,
  type BundleMember,
  bundleLength,
  END,
  encodeHeader,
  manifestLength,
  membersOf,
  paddingOf,
  parseManifest,
} from './layout.ts';

/** A bundle whose first file was read; the contents follow. */
export interface OpenBundle {
  readonly manifest: BundleManifest;
  readonly bytes: number;
  /** Takes every content in turn, piece by piece; each was whole and unchanged when its promise is kept. @throws {Refusal} */
  read(take: (member: BundleMember, content: AsyncIterable<Buffer>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a bundle and holds its length against what its first file says.
 * @throws {Refusal} when it is no bundle, cut short, or has more behind its end
 */
export async function openBundle(file: string, signal: AbortSignal): Promise<OpenBundle> {
  refuseOther(file);
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const length = manifestLength(await readAt(handle, 0, BLOCK));
    if (length === undefined) throw new Refusal('it is no file that ig packages bundle export has made');
    const text = await readAt(handle, BLOCK, length);
    if (text.length < length) throw new Refusal('it ends in the middle; it was probably not copied whole');
    const manifest = parseManifest(text.toString('utf8'));
    if ('fault' in manifest) throw new Refusal(manifest.fault);
    const members = membersOf(manifest);
    const wanted = bundleLength(length, members);
    if (size < wanted)
      throw new Refusal(`it ends in the middle: it has ${size} bytes of ${wanted}; it was probably not copied whole`);
    if (size > wanted) throw new Refusal(`it has ${size - wanted} bytes more than it should`);
    return {
      manifest,
      bytes: size,
      read: (take) => readMembers({ handle, file, signal }, BLOCK + length + paddingOf(length), members, take),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A pipe would be waited for, and a device has no end. @throws {Refusal} */
function refuseOther(file: string): void {
  const stats = statSync(file);
  const fault = stats.isDirectory() ? undefined : kindFault(stats); // of a folder the system says enough
  if (fault !== undefined) throw new Refusal(fault);
}

interface Source {
  readonly handle: FileHandle;
  readonly file: string;
  readonly signal: AbortSignal;
}

async function readMembers(
  source: Source,
  start: number,
  members: readonly BundleMember[],
  take: (member: BundleMember, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  let at = start;
  for (const member of members) {
    if (!(await readAt(source.handle, at, BLOCK)).equals(encodeHeader(member.name, member.bytes)))
      throw new Refusal(`it was changed: where ${member.name} should begin there is something else`);
    at += BLOCK;
    let isRead = false;
    await take(
      member,
      checked(source, at, member, () => {
        isRead = true;
      }),
    );
    // Whoever had enough of it early has not seen whether the rest is right.
    if (!isRead) throw new Refusal(`${member.name} has something behind its end`);
    at += member.bytes + paddingOf(member.bytes);
  }
  if (!(await readAt(source.handle, at, END.length)).equals(END)) throw new Refusal('it was changed at its end');
}

async function* checked(
  { file, signal }: Source,
  start: number,
  { name, bytes, sha256 }: BundleMember,
  onEnd: () => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const content = createReadStream(file, { start, end: start + bytes - 1, signal });
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new Refusal(`the content of ${name} was changed`);
  onEnd();
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
