import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { listFolder } from '../../files/list-folder.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import type { Outline } from '../outline/outline.ts';
import { SourceFile } from './source-file.ts';

const FSH_FOLDER = 'input/fsh';

/** The FSH files of a project: what is open in the editor as it is there, all others as they are on the disk. */
export class Sources {
  readonly root: string;
  readonly #files = new Map<string, SourceFile>();
  /** Of files that are broken now: what they had when they were last whole. */
  readonly #good = new Map<string, Outline>();
  #lastTurn: Promise<void> = Promise.resolve();
  /** Counts changes, so that what was made out of all files knows whether it still holds. */
  revision = 0;

  /** @param root absolute */
  constructor(root: string) {
    this.root = root;
    const { files } = listFolder(join(root, FSH_FOLDER), { wants: (name) => name.endsWith('.fsh') });
    for (const { name } of files) this.#read(`${FSH_FOLDER}/${name}`);
  }

  get(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  /** In the order of their paths, in which SUSHI reads them. */
  all(): SourceFile[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Whether the outlines of all files are there, or made in no time. */
  get areReady(): boolean {
    for (const file of this.#files.values()) if (!file.isReady) return false;
    return true;
  }

  /** Waits until they are, while others are served. Who has waited goes on in a turn of the loop of its own. */
  async ready(): Promise<void> {
    while (!this.areReady) await Promise.all(this.all().map((file) => (file.isReady ? undefined : file.ready())));
    this.#lastTurn = this.#lastTurn.then(() => new Promise((resolve) => setImmediate(resolve)));
    await this.#lastTurn;
  }

  /** Takes the text that the editor has. */
  edit(path: string, document: TextDocument): SourceFile {
    this.#files.get(path)?.isOld();
    const file = new SourceFile(path, document, true);
    this.#files.set(path, file);
    this.revision++;
    if (!file.isReady) void file.ready();
    return file;
  }

  close(path: string): void {
    this.#files.get(path)?.isOld();
    this.#files.delete(path);
    this.#read(path);
  }

  /** What has changed on the disk; an open file is as the editor has it. */
  reread(paths: readonly string[]): void {
    for (const path of paths) {
      if (!isSource(path) || this.#files.get(path)?.isOpen === true) continue;
      this.#files.get(path)?.isOld();
      this.#files.delete(path);
      this.#read(path);
    }
  }

  /** Notes that a file was found whole, as it is now. */
  isGood({ path, outline }: SourceFile): void {
    this.#good.set(path, outline);
  }

  /** What the file had when it was last found whole; undefined where that is what it has. */
  lastGood(file: SourceFile): Outline | undefined {
    const good = this.#good.get(file.path);
    return good === file.outline ? undefined : good;
  }

  #read(path: string): void {
    this.revision++;
    try {
      const text = readText(join(this.root, path), LONGEST_SOURCE);
      const uri = pathToFileURL(join(this.root, path)).href;
      this.#files.set(path, new SourceFile(path, TextDocument.create(uri, 'fsh', 0, text), false));
    } catch {
      this.#good.delete(path); // gone, or nothing that can be read: the compiler tells
    }
  }
}

export function isSource(path: string): boolean {
  return path.startsWith(`${FSH_FOLDER}/`) && path.endsWith('.fsh');
}
