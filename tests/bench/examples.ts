import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Payload } from '../../scripts/commands/payload/read-payloads.ts';
import { projectFolder } from '../guide/compile-guide.ts';

/** R4's definitions and examples, as npm installed them. */
export const r4Folder: string = join(projectFolder, 'node_modules', 'hl7.fhir.r4.core');
const list = join(projectFolder, '..', 'shared', 'conformance', 'bench-400.txt');

/** The list that the recorded figures are of is kept beside the project, not in it. */
export const hasList: boolean = existsSync(list);

/** The examples that the list names; where it is not at hand, some four hundred spread over all of them. */
export function examplePayloads(): Payload[] {
  const names = hasList
    ? readFileSync(list, 'utf8').split('\n')
    : readdirSync(r4Folder).filter((name, index) => /^[A-Z].*\.json$/.test(name) && index % 13 === 0);
  return names.filter((name) => name !== '').map((file) => ({ file, bytes: readFileSync(join(r4Folder, file)) }));
}
