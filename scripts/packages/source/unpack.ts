import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { faultText } from '../../model/fault.ts';
import { isDerivedFile } from '../digest.ts';
import { isResourceFileName, MOST_OF_NAME } from './source.ts';

export interface TarballLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Unpacked by packed bytes. Definitions pack 10 to 40 times; the check starts beyond `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

/** Several times what the largest published packages need. */
export const LIMITS: TarballLimits = {
  entries: 100_000,
  entryBytes: 256 << 20,
  totalBytes: 1 << 30,
  ratio: 200,
  ratioFromBytes: 32 << 20,
};

/** What is wrong with an archive, as the end of the sentence "… is refused: ". */
export class Refusal extends Error {}

/** The same for whatever the libraries that unpack it have thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'Z_BUF_ERROR') return 'it ends in the middle; it was probably not downloaded whole';
  if (code === 'Z_DATA_ERROR') return 'it is not packed with gzip, or it is damaged';
  return faultText(error);
}

/** Takes a file of a package piece by piece. */
export interface FileSink {
  write(chunk: Buffer): void;
  end(): void;
}

function isKept(name: string): boolean {
  return isResourceFileName(name) || name === 'package.json';
}

/**
 * Runs a packed archive through the tar parser, file by file.
 * @param hashes gets the sha512 of each file of `package/`, by its name there
 * @param keep takes package.json and the files that may hold resources, by their names; all lie in `package/` itself
 * @param wants chooses other files than these
 * @throws {Refusal} at the first entry that no package should have
 */
export async function unpack(
  packed: AsyncIterable<Buffer>,
  limits: TarballLimits,
  hashes: Map<string, string>,
  keep: (name: string) => FileSink,
  wants: (name: string) => boolean = isKept,
): Promise<void> {
  let packedBytes = 0;
  let unpackedBytes = 0;
  let entries = 0;
  const parser = new Parser({ gzip: false, brotli: false, zstd: false, strict: false });
  let refusal: Refusal | undefined;
  const refuse = (reason: string) => {
    refusal ??= new Refusal(reason);
  };
  parser.on('warn', (code: string, message: string) => {
    // Everything else the parser remarks on (unknown extended headers, unknown entry types) is looked at below.
    if (code === 'TAR_BAD_ARCHIVE' || code === 'TAR_ENTRY_INVALID' || code === 'TAR_ABORT') {
      refuse(`its archive is damaged (${message})`);
    }
  });
  // The parser takes very long over the zeros that a hostile archive may have behind its end.
  let atEnd = false;
  parser.on('eof', () => {
    atEnd = true;
  });
  parser.on('entry', (entry: ReadEntry) => {
    entries++;
    if (entries > limits.entries) refuse(`it has more than ${limits.entries} entries`);
    const fault = faultOf(entry, limits);
    if (fault !== undefined) refuse(fault);
    const name = nameInPackage(entry);
    if (refusal !== undefined || name === undefined || entry.type === 'Directory') {
      entry.resume();
      return;
    }
    const hash = createHash('sha512');
    const sink = wants(name) ? keep(name) : undefined;
    entry.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      sink?.write(chunk);
    });
    entry.on('end', () => {
      if (!isDerivedFile(name)) hashes.set(name, hash.digest('hex'));
      sink?.end();
    });
  });

  const counted = async function* () {
    for await (const chunk of packed) {
      packedBytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(counted, createGunzip({ chunkSize: CHUNK_BYTES }), async (unpacked: AsyncIterable<Buffer>) => {
    for await (const chunk of unpacked) {
      unpackedBytes += chunk.length;
      if (unpackedBytes > limits.totalBytes) refuse(`it unpacks to more than ${megabytes(limits.totalBytes)}`);
      if (unpackedBytes > limits.ratioFromBytes && unpackedBytes > packedBytes * limits.ratio) {
        refuse(`it unpacks to more than ${limits.ratio} times its size`);
      }
      if (refusal === undefined && !atEnd) parser.write(chunk);
      if (refusal !== undefined) throw refusal;
    }
    parser.end();
    if (refusal !== undefined) throw refusal;
  });
}

/** What is unpacked at once: with the 16 KiB of Node.js it takes three times as long. */
const CHUNK_BYTES = 256 << 10;

const FILES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory']);

function faultOf(entry: ReadEntry, limits: TarballLimits): string | undefined {
  const path = entry.path.replaceAll('\\', '/');
  if (path.split('/').includes('..') || path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    return `its entry ${entry.path} points outside the package`;
  }
  const long = path.split('/').find((name) => Buffer.byteLength(name) > MOST_OF_NAME);
  if (long !== undefined) return `its entry ${long.slice(0, 40)}… has a name of more than ${MOST_OF_NAME} bytes`;
  if (!FILES.has(entry.type)) return `its entry ${entry.path} is a ${entry.type}, and a package holds files only`;
  if (entry.size > limits.entryBytes) return `its entry ${entry.path} has more than ${megabytes(limits.entryBytes)}`;
  return undefined;
}

function nameInPackage({ path }: ReadEntry): string | undefined {
  const [, name] = /^(?:\.\/)?package\/(.+)$/.exec(path) ?? [];
  return name?.startsWith('node_modules/') ? undefined : name;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1 << 20))} MB`;
}
