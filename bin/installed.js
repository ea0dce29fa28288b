import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What to say of an error that comes of npm packages which are not installed, or not whole.
 * @param root the folder of the program
 * @returns undefined for every other error
 */
export function installationFault(error, root) {
  const name = packageIn(error);
  return name === undefined ? undefined : notInstalled([name, ...missingPackages(root)], root);
}

export function notInstalled(names, root) {
  const all = [...new Set(names)];
  const shown = all.length > 5 ? `${all.slice(0, 5).join(', ')} and ${all.length - 5} others` : all.join(', ');
  const subject = all.length === 1 ? `The npm package ${shown} is` : `The npm packages ${shown} are`;
  // Installed as a package itself, it has no lockfile of its own: that of the project is above it.
  const [, project = root] = /^(.*?)[\\/]node_modules[\\/]/.exec(root) ?? [];
  return `${subject} not installed, or not whole. Run npm ci in ${project}`;
}

/** What package-lock.json says of packages that a run does without. */
const SPARE = ['dev', 'devOptional', 'extraneous', 'optional', 'peer'];

/** The packages that a run needs and that are not there, by package-lock.json. */
export function missingPackages(root) {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    return Object.entries(packages)
      .filter(([path, entry]) => path !== '' && !SPARE.some((flag) => entry[flag] === true))
      .filter(([path, { version }]) => versionAt(join(root, path)) !== version)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  } catch {
    return []; // the error itself names one
  }
}

/** undefined where there is no package that can be read. */
function versionAt(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

const NOT_FOUND = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_INVALID_PACKAGE_CONFIG']);

/** The package that Node.js or esbuild did not find, or found damaged. */
function packageIn(error) {
  for (const { text } of Array.isArray(error?.errors) ? error.errors : []) {
    const name = packageOf(/Could not resolve "([^"]+)"/.exec(text)?.[1]);
    if (name !== undefined) return name;
  }
  // A file that another one of its package asks for.
  if (/module '\.\.?\//.test(error?.message ?? '')) return packageOf(error.requireStack?.[0]);
  if (NOT_FOUND.has(error?.code))
    return packageOf(/(?:Cannot find (?:module|package)|Invalid package config) '?([^' ]+)/.exec(error.message)?.[1]);
  // Of a file that was cut short the stack begins with its place.
  if (error instanceof SyntaxError) return packageOf(/^(?:file:\/\/)?(\/\S+):\d+$/m.exec(error.stack ?? '')?.[1]);
  return undefined;
}

/** `yaml`, `@scope/x` out of `yaml/util`, `/somewhere/node_modules/@scope/x/index.js`; a file of our own is no package. */
function packageOf(module) {
  const inside = module?.lastIndexOf('node_modules/') ?? -1;
  const name = inside === -1 ? module : module.slice(inside + 'node_modules/'.length);
  return /^(@[^/]+\/)?[^./@][^/]*/.exec(name ?? '')?.[0];
}
