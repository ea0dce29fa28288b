import { inflateRawSync } from 'node:zlib';

/*
 * The ZIP archive that an artifact arrives as, read in memory: nothing of it is written anywhere, no name in it is used
 * as a path, and what would unpack to more than the bound is an error.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * The text of the one entry of that name.
 * @param most how many bytes it has at most
 * @returns undefined when there is none
 * @throws when the archive is damaged, has the name twice, or the entry is larger
 */
export function textInArchive(archive: Buffer, name: string, most: number): string | undefined {
  try {
    const found = entriesOf(archive).filter((entry) => entry.name === name);
    const [entry] = found;
    if (entry === undefined) return undefined;
    if (found.length > 1) throw new Error(`it has ${name} ${found.length} times`);
    if (entry.size > most) throw new Error(`${name} has ${entry.size} bytes, and ${most} are the most`);
    return new TextDecoder('utf-8', { fatal: true }).decode(contentOf(archive, entry, most));
  } catch (error) {
    throw new Error(`The artifact is not taken: ${error instanceof Error ? error.message : error}.`, { cause: error });
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

function entriesOf(archive: Buffer): Entry[] {
  const end = endOf(archive);
  const count = archive.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('its list of entries is damaged');
    const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
    entries.push({
      name: archive.toString('utf8', at + ENTRY_BYTES, nameEnd),
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      at: archive.readUInt32LE(at + 42),
    });
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record lies at the end, before a comment that nobody needs. */
function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - MOST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= first; at--) if (archive.readUInt32LE(at) === END) return at;
  throw new Error('it is no ZIP archive');
}

function contentOf(archive: Buffer, { method, packed, size, at }: Entry, most: number): Buffer {
  if (archive.readUInt32LE(at) !== LOCAL) throw new Error('an entry is not where its list says');
  const begin = at + LOCAL_BYTES + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  if (begin + packed > archive.length) throw new Error('it is cut short');
  const bytes = archive.subarray(begin, begin + packed);
  if (method !== STORED && method !== DEFLATED) throw new Error(`an entry is packed by method ${method}`);
  const content = method === STORED ? bytes : inflateRawSync(bytes, { maxOutputLength: most });
  if (content.length !== size) throw new Error('an entry has another size than its list says');
  return content;
}
