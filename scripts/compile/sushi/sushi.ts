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

/** SUSHI takes about half a second to load: only what compiles should wait for it. */
export async function importSushi(): Promise<Sushi> {
  const [library, guideExport] = await Promise.all([import('fsh-sushi'), import('fsh-sushi/dist/ig/index.js')]);
  return { library, guideExport };
}

/**
 * The object by which the functions of one of SUSHI's modules find each other: a function that is replaced in it is
 * called by the others. Node gives it as the default export; tsx, which runs the sources, in place of the namespace.
 * @param imported what import() gave of the module
 */
export function moduleObject<T>(imported: object): T {
  return ('default' in imported ? imported.default : imported) as T;
}
