import type * as Library from 'fsh-sushi';
import type * as GuideExport from 'fsh-sushi/dist/ig/index.js';

export interface Sushi {
  readonly library: typeof Library;
  readonly guideExport: typeof GuideExport;
}

export type Tank = Library.sushiImport.FSHTank;
export type Exported = Library.sushiExport.Package;
export type Definitions = Library.fhirdefs.FHIRDefinitions;
export type SushiConfiguration = Tank['config'];

let sushi: Promise<Sushi> | undefined;
let inner: Promise<InnerModules> | undefined;

/** SUSHI takes about half a second to load: only what compiles should wait for it. */
export function importSushi(): Promise<Sushi> {
  sushi ??= Promise.all([import('fsh-sushi'), import('fsh-sushi/dist/ig/index.js')]).then(([library, guideExport]) => ({
    library,
    guideExport,
  }));
  return sushi;
}

/** Modules that SUSHI's library does not give. */
interface InnerModules {
  readonly common: object;
  readonly sliceTree: object;
}

/**
 * The object by which the functions of one of SUSHI's modules find each other: a function that is replaced in it is
 * called by the others.
 */
export async function moduleObject<T>(name: keyof InnerModules): Promise<T> {
  inner ??= Promise.all([
    import('fsh-sushi/dist/fhirtypes/common.js'),
    import('fsh-sushi/dist/fhirtypes/sliceTree.js'),
  ]).then(([common, sliceTree]) => ({ common: objectOf(common), sliceTree: objectOf(sliceTree) }));
  return (await inner)[name] as T;
}

/** Node gives a module's object as the default export; tsx, which runs the sources, in place of the namespace. */
export function objectOf(imported: object): object {
  return 'default' in imported ? (imported.default as object) : imported;
}
