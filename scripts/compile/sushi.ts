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
