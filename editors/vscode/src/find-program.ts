import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** How `ig` is started: its own arguments come after these. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Search {
  /** The folder with sushi-config.yaml, absolute. */
  readonly guide: string;
  /** The workspace's folder that the guide is in, absolute. */
  readonly workspace: string;
  /** The setting ig.path, empty for none. */
  readonly path: string;
  /** The setting ig.node. */
  readonly node: string;
}

/** Where a guide has its own `ig`: installed as a package, or the clone that the guide lies in. */
const PLACES = ['node_modules/.bin/ig', 'bin/ig.js'];

/**
 * Finds the `ig` of a guide: the one that is set, or else the project's own, in the guide's folder or above it in the
 * workspace. Nothing is taken from the PATH: it would be of another version than the guide's.
 * @returns the program, or what is missing and what to do
 */
export function findProgram({ guide, workspace, path, node }: Search): Program | string {
  if (path !== '') {
    const file = isAbsolute(path) ? path : resolve(workspace, path);
    return programAt(file, node) ?? `"ig.path" leads to ${file}, which is no program. Correct the setting.`;
  }
  for (const folder of foldersBetween(guide, workspace))
    for (const place of PLACES) {
      const program = programAt(join(folder, place), node);
      if (program !== undefined) return program;
    }
  return `ig was not found in ${guide}. Run "npm install" there, or set "ig.path" to the program.`;
}

/** From a folder up to one that it is in, both included. */
function foldersBetween(from: string, to: string): string[] {
  const steps = relative(to, from);
  if (steps.startsWith('..') || isAbsolute(steps)) return [from];
  const folders = [from];
  for (let at = from; relative(to, at) !== ''; ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

function programAt(place: string, node: string): Program | undefined {
  try {
    const file = realpathSync(place);
    if (!statSync(file).isFile()) return undefined;
    const script = isScript(file) ? file : scriptBehind(file, place);
    if (script !== undefined) return { command: node, args: [script] };
    accessSync(file, constants.X_OK);
    return { command: file, args: [] };
  } catch {
    return undefined;
  }
}

function isScript(file: string): boolean {
  return /\.[cm]?js$/.test(file);
}

/**
 * Where npm and pnpm cannot link, they write a shell script that names the program. It is read, so that no shell has to
 * run it: on Windows there is none.
 */
function scriptBehind(file: string, place: string): string | undefined {
  if (statSync(file).size > 10_000) return undefined;
  const [, target] = /"\$basedir\/([^"]+\.[cm]?js)"/.exec(readFileSync(file, 'utf8')) ?? [];
  return target === undefined ? undefined : realpathSync(join(dirname(place), target));
}
