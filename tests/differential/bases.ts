import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from './subject.ts';

/** HL7's package of all examples and definitions of R4. */
const examples = fileURLToPath(new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url));
/** There are thousands of definitions; as they are, they would crowd out everything else. */
const definitions =
  /^(?:StructureDefinition|ValueSet|CodeSystem|ConceptMap|SearchParameter|OperationDefinition|CompartmentDefinition)-/;
/** Larger ones keep the HL7 validator busy for seconds. */
export const MAX_SIZE = 40_000;

export interface Base {
  readonly name: string;
  readonly type: string;
  read(): Json;
}

/** Resources to change: the official examples, or those in a folder; of files `a__b.json` the first part is the base. */
export function findBases(
  folder: string | undefined,
  only: RegExp,
  { maxSize = MAX_SIZE, withDefinitions }: { readonly maxSize?: number; readonly withDefinitions: boolean },
): Base[] {
  const root = folder ?? examples;
  const wanted = (name: string) =>
    /^[A-Z].*\.json$/.test(name) &&
    !name.includes('__') &&
    only.test(name) &&
    (withDefinitions || folder !== undefined || !definitions.test(name));
  const files = readdirSync(root).filter(wanted).sort();
  return files
    .filter((name) => statSync(join(root, name)).size < maxSize)
    .map((name) => {
      const read = () => JSON.parse(readFileSync(join(root, name), 'utf8')) as Json;
      return { name: name.slice(0, -5), type: String(read().resourceType), read };
    });
}
