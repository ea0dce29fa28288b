import { join } from 'node:path';
import type { FhirResource } from '../../model/fhir.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { keptJson, parseKept } from '../../model/written-digits.ts';
import type { GuideDefinitions } from '../../packages/definitions/definitions.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { readSealed, writeSealed } from '../../packages/disk/spare-file.ts';
import { declaredRefs, defineGuide, type Guide } from '../guide/guide-definitions.ts';
import { isReadAnyway, projectFingerprint } from './fingerprint.ts';

/** How many guides the cache keeps; each is a few megabytes. */
const KEPT_DEFINITIONS = 8;
const KEPT_WHOLE = 4;

/** A guide as an earlier run with the same sources, packages and program has compiled it. */
export interface GuideStore {
  /**
   * The whole of it.
   * @param packages those that the guide is to be validated with
   */
  recall(packages: readonly InstalledPackage[]): Guide | undefined;
  /** What payloads are held against. */
  definitions(): GuideDefinitions | undefined;
  /**
   * Keeps a guide that compiled without errors, unless its sources were changed meanwhile. A cache that cannot be written
   * costs time, no more.
   */
  keep(guide: Guide): void;
}

/** @returns undefined where nothing says whether a package is still the same */
export function openGuideStore(folder: string, packages: readonly InstalledPackage[]): GuideStore | undefined {
  const before = projectFingerprint(folder, packages);
  if (before === undefined) return undefined;
  const fileIn = (name: string) => join(cacheFolder(process.env), name, `${before.content}.json`);
  const read = (name: string): unknown => {
    const text = readSealed(fileIn(name));
    return text === undefined ? undefined : parseKept(text);
  };
  return {
    recall: (wanted) => (before.isWhole ? revive(read(WHOLE), wanted) : undefined),
    definitions: () => read(DEFINITIONS) as GuideDefinitions | undefined,
    keep(guide) {
      const named = (guide.compiled.guide?.parameters ?? []).filter(({ code }) => code === 'path-resource');
      if (named.some(({ value }) => !isReadAnyway(value) && !before.folders.includes(value))) return;
      // What was edited while it was compiled is not what the fingerprint stands for, even where it was put back.
      const after = projectFingerprint(folder, packages);
      if (after?.content !== before.content || after.changes !== before.changes) return;
      write(fileIn(DEFINITIONS), definitionsOf(guide), KEPT_DEFINITIONS);
      if (before.isWhole) write(fileIn(WHOLE), format(guide), KEPT_WHOLE);
    },
  };
}

const WHOLE = 'compilations';
const DEFINITIONS = 'guides';

function write(file: string, value: unknown, kept: number): void {
  let text: string;
  try {
    text = keptJson(value);
  } catch {
    return; // no text can be as long as this guide's
  }
  writeSealed(file, text, kept);
}

function definitionsOf({ package: owner, resources, compiled }: Guide): GuideDefinitions {
  return {
    package: owner,
    dependencies: declaredRefs(compiled.guide?.dependencies ?? []),
    resources: resources.flatMap(({ resource, usage }): FhirResource[] => (usage === 'example' ? [] : [resource])),
  };
}

type Kept = Omit<Guide, 'compiled' | 'definitions'> & {
  readonly compiled: Omit<Guide['compiled'], 'files' | 'inputFiles'>;
  readonly files: readonly (readonly [string, string])[];
  readonly inputFiles: readonly (readonly [string, string])[];
};

function format({ definitions: _, compiled: { files, inputFiles, ...compiled }, ...guide }: Guide): Kept {
  return { ...guide, compiled, files: [...files], inputFiles: [...inputFiles] };
}

function revive(kept: unknown, packages: readonly InstalledPackage[]): Guide | undefined {
  if (kept === undefined) return undefined;
  const { compiled, files, inputFiles, ...guide } = kept as Kept;
  return {
    ...guide,
    compiled: { ...compiled, files: new Map(files), inputFiles: new Map(inputFiles) },
    definitions: defineGuide(guide, compiled.guide?.dependencies, packages),
  };
}
