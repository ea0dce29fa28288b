import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mebibytes } from '../../files/size.ts';
import { LIMITS } from '../source/unpack.ts';
import { type GitCall, GitFault, git, gitObjects } from './git.ts';
import { isPlainName } from './own-place.ts';

interface Blob {
  /** Relative to the package's folder, with forward slashes. */
  readonly name: string;
  readonly object: string;
  readonly bytes: number;
}

/** Where a package lies in a folder of a repository: as itself, unpacked from an archive, or as ig build leaves it. */
const ROOTS = ['package/', '', 'build/package/'];
const LFS = Buffer.from('version https://git-lfs.github.com/spec/');

/**
 * Writes a package out of a commit into a folder, or its archive into a file: as the commit has it, through no filter.
 * @param path of a folder or .tgz file in the commit
 * @param into a folder that is made: with `package/`, or `package.tgz`
 * @throws {GitFault} for what is no package, or has links or other repositories in it
 */
export async function writeFromCommit(
  commit: string,
  path: string,
  into: string,
  call: GitCall,
): Promise<'folder' | 'archive'> {
  const at = `${commit}:${path}`;
  const kind = await git(['cat-file', '-t', at], call).catch(() => undefined);
  if (kind === undefined) throw new GitFault(`the commit has no ${path}`);
  mkdirSync(into, { recursive: true });
  if (kind.trim() === 'blob') {
    const object = (await git(['rev-parse', '--verify', '--end-of-options', at], call)).trim();
    const bytes = Number(await git(['cat-file', '-s', object], call));
    await writeBlobs([{ name: 'package.tgz', object, bytes }], into, call);
    return 'archive';
  }
  const entries = parseTree(await git(['ls-tree', '-r', '-z', '-l', '--full-tree', at], call));
  const root = ROOTS.find((each) => entries.some(({ name }) => name === `${each}package.json`));
  if (root === undefined)
    throw new GitFault(
      `${path === '' ? 'its top' : path} has no package.json of a FHIR package; name the folder or .tgz file behind a colon`,
    );
  const own = entries.filter(({ name }) => name.startsWith(root));
  const files = own.map(({ mode, name, ...rest }) => {
    const inside = name.slice(root.length);
    if (mode === '120000' || mode === '160000')
      throw new GitFault(
        `${name} is ${mode === '120000' ? 'a link' : 'another repository'}, and a package holds files only`,
      );
    if (!inside.split('/').every(isPlainName)) throw new GitFault('a name in it is no file name on every system');
    return { ...rest, name: inside };
  });
  await writeBlobs(files, join(into, 'package'), call);
  return 'folder';
}

/** @see https://git-scm.com/docs/git-ls-tree#_output_format */
function parseTree(listing: string): (Blob & { readonly mode: string })[] {
  return listing
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', object = '', size = '', name = ''] =
        /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
      return { mode, object, bytes: Number(size === '-' ? 0 : size), name };
    });
}

async function writeBlobs(blobs: readonly Blob[], folder: string, call: GitCall): Promise<void> {
  const large = blobs.find(({ bytes }) => bytes > LIMITS.entryBytes);
  if (large !== undefined)
    throw new GitFault(
      `${large.name} has ${mebibytes(large.bytes)}, more than the ${mebibytes(LIMITS.entryBytes)} that are read`,
    );
  if (blobs.length > LIMITS.entries || blobs.reduce((sum, { bytes }) => sum + bytes, 0) > LIMITS.totalBytes)
    throw new GitFault('it holds more than any package does');
  const objects = gitObjects(
    blobs.map(({ object }) => object),
    call,
  );
  const stream = new Pieces(objects);
  for (const { name, object, bytes } of blobs) {
    const header = await stream.line();
    if (header !== `${object} blob ${bytes}`) throw new GitFault(`${name} cannot be read out of the repository`);
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, 'wx');
    try {
      let isFirst = true;
      for await (const piece of stream.take(bytes)) {
        if (isFirst && piece.subarray(0, LFS.length).equals(LFS))
          throw new GitFault(
            `${name} is kept in Git LFS, which is not fetched; name an archive that is in the repository itself`,
          );
        isFirst = false;
        writeSync(descriptor, piece);
      }
    } finally {
      closeSync(descriptor);
    }
    await stream.line();
  }
  await objects.return(undefined);
}

/** A stream of bytes, taken by lines and by numbers of bytes. */
class Pieces {
  readonly #source: AsyncGenerator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncGenerator<Buffer>) {
    this.#source = source;
  }

  async line(): Promise<string> {
    let end = this.#held.indexOf(0x0a);
    while (end === -1) {
      if (this.#held.length > 1_000 || !(await this.#more())) throw new GitFault('git ended before it was done');
      end = this.#held.indexOf(0x0a);
    }
    const line = this.#held.subarray(0, end).toString('utf8');
    this.#held = this.#held.subarray(end + 1);
    return line;
  }

  async *take(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new GitFault('git ended before it was done');
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done === true) return false;
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
    return true;
  }
}
