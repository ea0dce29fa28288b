import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFolder } from '../../files/list-folder.ts';
import { configNames } from '../../model/config-text.ts';
import type { GuideFacts } from '../sushi/guide-facts.ts';

/** Digests of what a compile reads beside FSH. */
export interface Settings {
  /** The configuration, and all from which SUSHI takes predefined resources. */
  readonly read: string;
  /** The names of pages, pictures and the like, which the ImplementationGuide lists. */
  readonly listed: string;
}

const settings = [
  ...configNames,
  'ig.ini',
  'package-list.json',
  ...['sushi-ignoreWarnings.txt', 'sushi-ignoreErrors.txt'].flatMap((name) => [name, `input/${name}`]),
];

/** Folders below input/ of which SUSHI reads no more than the names of the files. */
const pages = /^input\/(pagecontent|pages|images|includes|images-source|pages-source|intro-notes|resource-docs)\//;

/** A file that was written so shortly before it was read may be written again at the same time of the clock. */
const SETTLED_MS = 1_000;

/** What lies in a project beside FSH; of what is as it was, the digest is not made again. */
export class SettingsReader {
  readonly #root: string;
  #known = new Map<string, { readonly stamp: string; readonly digest: string }>();

  constructor(root: string) {
    this.#root = root;
  }

  /** @param guide of the compile before: it may name further folders with resources */
  read(guide: GuideFacts | undefined): Settings {
    const named = (guide?.parameters ?? []).flatMap(({ code, value }) =>
      code === 'path-resource' ? [value.replace(/\/?\*?$/, '')] : [],
    );
    const known = new Map<string, { readonly stamp: string; readonly digest: string }>();
    const [read, listed] = [createHash('sha256'), createHash('sha256')];
    const update = (name: string) => {
      const file = this.#digestOf(name);
      if (file !== undefined) known.set(name, file);
      read.update(`${name} ${file?.digest}\n`);
    };
    settings.forEach(update);
    for (const folder of ['input', ...named.filter((each) => !/^\/*input(\/|$)/.test(each))]) {
      const { files, faults } = listFolder(path.join(this.#root, folder), { wants: (name) => !isFsh(folder, name) });
      for (const { name, isLink } of files) {
        const file = `${folder}/${name}`;
        if (pages.test(file) && !named.some((each) => file.startsWith(`${each}/`)))
          listed.update(`${file} ${isLink}\n`);
        else {
          read.update(`${isLink}\n`);
          update(file);
        }
      }
      for (const { name, reason } of faults) read.update(`${folder}/${name} ${reason}\n`);
    }
    this.#known = known;
    return { read: read.digest('hex'), listed: listed.digest('hex') };
  }

  #digestOf(name: string): { readonly stamp: string; readonly digest: string } | undefined {
    const file = path.resolve(this.#root, name);
    try {
      const { size, mtimeNs, ctimeNs, ctimeMs, ino } = statSync(file, { bigint: true });
      const known = this.#known.get(name);
      const stamp = Date.now() - Number(ctimeMs) < SETTLED_MS ? '' : [size, mtimeNs, ctimeNs, ino].join();
      if (stamp !== '' && known?.stamp === stamp) return known;
      return { stamp, digest: createHash('sha256').update(readFileSync(file)).digest('hex') };
    } catch {
      return undefined; // gone, or nothing that can be read: that is told of where it is read
    }
  }
}

function isFsh(folder: string, name: string): boolean {
  return folder === 'input' && name.startsWith('fsh/') && name.endsWith('.fsh');
}
