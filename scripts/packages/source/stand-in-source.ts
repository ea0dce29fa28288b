import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError, hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type InstalledPackage, type PackageManifest, packageKey } from '../../model/package.ts';
import { folderName } from '../../model/package-path.ts';
import { configFile, type Project, parseProject } from '../../model/project.ts';
import { corePackage, isAutomatic } from '../automatic.ts';
import { folderDigest } from '../digest.ts';
import { isExactVersion, resolveOpenVersion } from '../version.ts';
import { isResourceFileName, type PackageContent, type PackageSourceReader } from './source.ts';

/** A FSH project compiled into a package: its package.json, and the text of each file beside it. */
export interface BuiltPackage {
  readonly manifest: PackageManifest;
  readonly files: ReadonlyMap<string, string>;
}

/** Compiles a FSH project, snapshots included. Handed in, because compiling is another stage. */
export type BuildStandIn = (
  folder: string,
  dependencies: readonly InstalledPackage[],
  signal: AbortSignal,
) => Promise<Outcome<BuiltPackage | undefined>>;

export interface StandInFolder {
  readonly path: string;
  /**
   * Whether it belongs to the project that asks. A stand-in has what its own project needs of a package and no more: for
   * another one it answers only where that one's lockfile names it, or for the packages that every guide has.
   */
  readonly isOwn: boolean;
}

export interface StandInOptions {
  /** Folders with `<id>/<version>/sushi-config.yaml`, in order of preference. */
  readonly folders: readonly StandInFolder[];
  readonly build: BuildStandIn;
  /** Changes whenever `build` may give another result for the same files. */
  readonly fingerprint: string;
}

/**
 * Packages written by hand as FSH projects, for what cannot be had otherwise. Their integrity is that of the sources:
 * known without compiling, and the same on every machine.
 */
export function standInSource({ folders, build, fingerprint }: StandInOptions): PackageSourceReader {
  return {
    kind: 'stand-in',
    async versions(id) {
      return versionsOf(serving(folders, id), id).map(({ version }) => version);
    },
    async find({ id, version, locked }) {
      const available = versionsOf(locked === undefined ? serving(folders, id) : folders, id);
      const wanted = resolveOpenVersion(
        version,
        available.map((each) => each.version),
      );
      const found = available.find((each) => each.version === wanted);
      if (found === undefined) return { value: undefined, issues: [] };
      const place = `${id}/${found.version}/${configFile}`;
      const { value: declared, issues } = parseProject(readConfig(found.folder, place), `upstream/${place}`);
      if (declared === undefined) return { value: undefined, issues };
      if (declared.id !== id || declared.version !== found.version) {
        return { value: undefined, issues: [misnamed(declared, place)] };
      }
      return {
        value: {
          id,
          version: found.version,
          source: 'stand-in',
          manifest: toManifest(declared),
          fingerprint,
          integrity: async () => ({ value: folderDigest(found.folder, isGenerated), issues: [] }),
          load: async (dependencies, signal) => loadBuilt(await build(found.folder, dependencies, signal), declared),
        },
        issues: [],
      };
    },
  };
}

/** Output of builds and of tools inside a FSH project; hidden files are nobody's source. */
const GENERATED = new Set(['fsh-generated', 'build', 'output', 'temp', 'template', 'input-cache', 'node_modules']);

function isGenerated(name: string): boolean {
  return GENERATED.has(name) || name.slice(name.lastIndexOf('/') + 1).startsWith('.');
}

function serving(folders: readonly StandInFolder[], id: string): StandInFolder[] {
  return folders.filter(({ isOwn }) => isOwn || isAutomatic(id));
}

function versionsOf(folders: readonly StandInFolder[], id: string): { version: string; folder: string }[] {
  return folders
    .map(({ path }) => join(path, folderName(id)))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)
    .flatMap((folder) => readdirSync(folder).map((version) => ({ version, folder: join(folder, version) })))
    .filter(({ version }) => isExactVersion(version))
    .filter(({ folder }) => existsSync(join(folder, configFile)));
}

function readConfig(folder: string, place: string): string {
  try {
    return readText(join(folder, configFile), LONGEST_SETTINGS);
  } catch (cause) {
    if (!(cause instanceof FileFault)) throw cause;
    throw new EnvironmentError(`The stand-in's ${place} cannot be read: ${cause.reason}.`);
  }
}

function toManifest({ id, version, canonical, title, fhirVersion, dependencies }: Project): PackageManifest {
  const declared = dependencies.map((each) => [
    each.alias === undefined ? each.id : `${each.alias}@npm:${each.id}`,
    each.version,
  ]);
  return {
    name: id,
    version,
    ...(title === undefined ? {} : { title }),
    ...(canonical === undefined ? {} : { canonical }),
    fhirVersions: [fhirVersion],
    dependencies: { [corePackage(fhirVersion)]: fhirVersion, ...Object.fromEntries(declared) },
  };
}

function loadBuilt(
  { value, issues: found }: Outcome<BuiltPackage | undefined>,
  declared: Project,
): Outcome<PackageContent | undefined> {
  const place = `upstream/${declared.id}/${declared.version}`;
  const issues = found.map((issue) => atPlace(issue, place));
  if (value === undefined || hasErrors(issues)) return { value: undefined, issues };
  const manifest: PackageManifest = {
    ...toManifest(declared),
    ...value.manifest,
    name: declared.id,
    version: declared.version,
    standIn: true,
    description: `Stand-in for ${packageKey(declared)}, written by hand: not the published package.`,
  };
  const names = [...value.files.keys()].filter(isResourceFileName).sort();
  const content: PackageContent = {
    manifest,
    *files() {
      for (const name of names) yield { name, text: value.files.get(name) ?? '' };
    },
  };
  return { value: content, issues };
}

/** The stand-in's own files have the names that the guide's have too. */
function atPlace({ source, ...issue }: Issue, place: string): Issue {
  return source === undefined ? issue : { ...issue, source: { ...source, file: `${place}/${source.file}` } };
}

function misnamed(declared: Project, place: string): Issue {
  const message = `${place} says it is ${packageKey(declared)}: folder and configuration of a stand-in must agree.`;
  return {
    severity: 'error',
    code: 'conflict',
    rule: 'package-manifest',
    message,
    source: { file: `upstream/${place}` },
  };
}
