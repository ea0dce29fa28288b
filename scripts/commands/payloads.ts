import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { EnvironmentError } from '../model/issue.ts';

/**
 * The files that the arguments of `ig validate` stand for: a file, a folder with all below it, a glob, `-`.
 * @throws EnvironmentError for an argument that stands for nothing: a silent pass over no file would be a lie
 */
export async function payloadFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = path === '-' ? ['-'] : await filesOf(path);
    if (found.length === 0) throw new EnvironmentError(await nothingAt(path));
    files.push(...found);
  }
  return [...new Set(files)];
}

async function filesOf(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind?.isFile()) return [path];
  if (kind?.isDirectory()) {
    // A package's folder holds its manifest too, which is no resource.
    const names = await glob('**/*.{json,ndjson}', { cwd: path, ignore: ['**/package.json', '**/node_modules/**'] });
    return names.toSorted().map((name) => join(path, name));
  }
  if (!isDynamicPattern(path)) return [];
  return (await glob(path, { absolute: false })).toSorted();
}

async function nothingAt(path: string): Promise<string> {
  if (isDynamicPattern(path))
    return `The pattern ${path} fits no file. Check it, and quote it so that the shell leaves it alone.`;
  const kind = await stat(path).catch(() => undefined);
  return kind?.isDirectory()
    ? `The folder ${path} holds no .json or .ndjson file. Name the folder that has the resources.`
    : `There is no file ${path}. Check the path.`;
}
