import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { r4Folder } from './examples.ts';

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];
type Resource = Parameters<typeof validateResource>[0];

export const medplumName = `@medplum/core ${readVersion()}`;

/** Loads R4's resources and types into @medplum/core: the definitions that ours has too, but for its profiles. */
export function loadMedplum(): void {
  const files = readdirSync(r4Folder).filter((name) => name.startsWith('StructureDefinition-'));
  const all = files.map((name) => JSON.parse(readFileSync(join(r4Folder, name), 'utf8')));
  const types = all.filter(({ kind, derivation }) => kind !== 'logical' && derivation !== 'constraint');
  indexStructureDefinitionBundle(types as Definitions);
}

/** Whether @medplum/core takes the text for a valid resource. */
export function isValidForMedplum(text: string): boolean {
  try {
    validateResource(JSON.parse(text) as Resource);
    return true;
  } catch {
    return false; // it throws what it finds
  }
}

function readVersion(): string {
  const main = createRequire(import.meta.url).resolve('@medplum/core');
  const folder = main.slice(0, main.lastIndexOf(join('@medplum', 'core')) + join('@medplum', 'core').length);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
