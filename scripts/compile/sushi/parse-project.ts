import type { FshText } from '../files/fsh-files.ts';
import { closeHoles } from './rule-holes.ts';
import type { Sushi, SushiConfiguration, Tank } from './sushi.ts';

/** All of a project's FSH, as SUSHI parses it. */
export function parseProject(
  { library }: Sushi,
  texts: readonly FshText[],
  config: SushiConfiguration,
): { readonly tank: Tank; readonly written: Tank } {
  const raw = texts.map(({ file, text }) => new library.sushiImport.RawFSH(text, file));
  const tank = library.utils.fillTank(raw, config);
  tank.docs.forEach(closeHoles);
  return { tank, written: tank };
}
