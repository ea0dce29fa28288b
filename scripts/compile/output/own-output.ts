import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Definitions } from '../sushi/sushi.ts';
import { generatedFolder } from './export-files.ts';

/** Where builds of a guide write its resources, relative to the project. */
const outputs = [generatedFolder, 'build/package', 'build/site'];

/**
 * Keeps what earlier builds wrote out of the predefined resources, wherever `path-resource` leads: SUSHI empties
 * fsh-generated/ before it reads, and we leave it as it is until the new one is whole.
 */
export function leaveOutOwnOutput(definitions: Definitions, root: string): void {
  const load = definitions.loadVirtualPackage.bind(definitions);
  definitions.loadVirtualPackage = (loaded) => {
    // The folders, or files, that SUSHI's package of predefined resources reads.
    if ('paths' in loaded && Array.isArray(loaded.paths))
      loaded.paths = loaded.paths.flatMap((place: string) => withoutOwnOutput(place, root));
    return load(loaded);
  };
}

/** Whether a folder that the configuration names is one that builds write. */
export function isOwnOutput(folder: string, root: string): boolean {
  const place = real(path.resolve(real(root), folder));
  return outputs.some((output) => contains(real(path.join(real(root), output)), place)) || isLitter(place, root);
}

/** A folder that has an output somewhere below is replaced by what else is in it. */
function withoutOwnOutput(place: string, root: string): string[] {
  if (isOwnOutput(place, root)) return [];
  const folder = real(place);
  const hasOutput =
    contains(folder, real(root)) || outputs.some((output) => contains(folder, real(path.join(real(root), output))));
  if (!hasOutput || !statSync(folder).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .flatMap((entry) => withoutOwnOutput(path.join(place, entry.name), root));
}

/** What a run that was killed has left of fsh-generated/. */
function isLitter(place: string, root: string): boolean {
  const [first = ''] = path.relative(real(root), place).split(path.sep);
  return first.startsWith(`.${generatedFolder}-`);
}

function contains(folder: string, place: string): boolean {
  return place === folder || place.startsWith(`${folder}${path.sep}`);
}

/** Without links, also where what they lead to is not there yet. */
function real(place: string): string {
  if (existsSync(place)) return realpathSync(place);
  const isLink = lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? path.resolve(path.dirname(place), readlinkSync(place)) : place;
}
