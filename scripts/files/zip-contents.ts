import { deflateRawSync } from 'node:zlib';
import { CENTRAL, crc32, DEFLATE, END, LOCAL, uint32 } from './zip.ts';

/** Of the part that ends an archive, and of the headers in front of a member and in the directory; names not counted. */
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;
/** Lengths that were not known when a member was begun stand behind it. */
const BEHIND = 1 << 3;
const DESCRIPTOR = 0x08074b50;

/**
 * Gives members of a ZIP archive other contents, and leaves all else as it is, to the byte.
 * @param archive of one part and less than 4 GB, as programs write it that do not stream
 * @param fresh the new content of a member, asked for by its name; undefined keeps what is there
 * @returns undefined where no member gets another, or where this is no such archive
 */
export function withContents(archive: Buffer, fresh: (name: string) => Uint8Array | undefined): Buffer | undefined {
  const last = archive.lastIndexOf(uint32(END));
  if (last === -1 || last + END_LENGTH > archive.length) return undefined;
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = archive.readUInt32LE(last + 16);
  let offset = 0;
  let isAnother = false;
  for (let left = archive.readUInt16LE(last + 10); left > 0; left--) {
    if (at + CENTRAL_LENGTH > archive.length || archive.readUInt32LE(at) !== CENTRAL) return undefined;
    const name = archive.readUInt16LE(at + 28);
    const next = at + CENTRAL_LENGTH + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const entry = Buffer.from(archive.subarray(at, next));
    const path = entry.subarray(CENTRAL_LENGTH, CENTRAL_LENGTH + name);
    const start = entry.readUInt32LE(42);
    if (start + LOCAL_LENGTH > archive.length || archive.readUInt32LE(start) !== LOCAL) return undefined;
    const body = start + LOCAL_LENGTH + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const content = fresh(path.toString('utf8'));
    const member = content === undefined ? kept(archive, start, body, entry) : packed(entry, path, content);
    isAnother ||= content !== undefined;
    entry.writeUInt32LE(offset, 42);
    offset += member.length;
    pieces.push(member);
    directory.push(entry);
    at = next;
  }
  if (!isAnother) return undefined;
  const whole = Buffer.concat(directory);
  const end = Buffer.from(archive.subarray(last));
  end.writeUInt32LE(whole.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, whole, end]);
}

function kept(archive: Buffer, start: number, body: number, entry: Buffer): Buffer {
  const end = body + entry.readUInt32LE(20);
  if ((entry.readUInt16LE(8) & BEHIND) === 0) return archive.subarray(start, end);
  const isSigned = end + 16 <= archive.length && archive.readUInt32LE(end) === DESCRIPTOR;
  return archive.subarray(start, end + (isSigned ? 16 : 12));
}

/** A member with this content, and its line of the directory changed to fit. */
function packed(entry: Buffer, path: Buffer, content: Uint8Array): Buffer {
  const body = deflateRawSync(content, { level: 9 });
  entry.writeUInt16LE(entry.readUInt16LE(8) & ~BEHIND, 8);
  entry.writeUInt16LE(DEFLATE, 10);
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(body.length, 20);
  entry.writeUInt32LE(content.length, 24);
  const fields = Buffer.from(entry.subarray(6, 32));
  fields.writeUInt16LE(0, 24);
  return Buffer.concat([uint32(LOCAL), fields, path, body]);
}
