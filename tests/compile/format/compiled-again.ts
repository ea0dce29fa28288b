import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import type { InstalledPackage } from '../../../scripts/model/package.ts';

/** What a guide is compiled to: files and messages, without the lines that they are at. */
export interface Compiled {
  readonly files: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

/** Compiles a guide from a copy in which every file of FSH has been changed. */
export async function compiledWith(
  folder: string,
  packages: readonly InstalledPackage[],
  change: (text: string, index: number) => string,
): Promise<Compiled> {
  const copy = mkdtempSync(join(tmpdir(), 'ig-formatted-'));
  try {
    for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
      if (existsSync(join(folder, name))) cpSync(join(folder, name), join(copy, name), { recursive: true });
    for (const [index, file] of globSync(['input/**/*.fsh'], { cwd: copy }).toSorted().entries()) {
      const text = readFileSync(join(copy, file), 'utf8');
      writeFileSync(join(copy, file), change(text, index));
    }
    const { files, issues } = await compileProject(copy, packages);
    const messages = issues
      .map(({ severity, message }) => `${severity}: ${message}`.replaceAll(/\d+/g, 'n'))
      .toSorted();
    const made = [...files].filter(([name]) => !name.includes('fsh-index')); // has the lines
    return { files: Object.fromEntries(made), messages };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
