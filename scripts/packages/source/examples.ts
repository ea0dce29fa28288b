import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../files/read-file.ts';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import { parseJson } from '../json-text.ts';
import { packageRoot } from './folder-content.ts';
import { LIMITS } from './unpack.ts';

/** Where packages have their examples: https://confluence.hl7.org/display/FHIR/NPM+Package+Specification */
const FOLDERS = ['example', 'examples'];
const MOST_EXAMPLES = 5_000;

/** Whether a file of a package, by its name there, is an example. */
export function isExample(name: string): boolean {
  return /^examples?\/[^./][^/]*\.json$/i.test(name);
}

/** The examples of a package; what cannot be read as a resource is passed over. */
export function parseExamples(texts: readonly string[]): FhirResource[] {
  return texts.slice(0, MOST_EXAMPLES).flatMap((text) => {
    const parsed = parseJson(text);
    return 'problem' in parsed || !isFhirResource(parsed.value) ? [] : [parsed.value];
  });
}

/** The texts of the examples of a package in a folder. */
export function examplesIn(folder: string): string[] {
  const root = packageRoot(folder);
  if (root === undefined) return [];
  return FOLDERS.map((name) => join(root, name))
    .filter((place) => existsSync(place))
    .flatMap((place) =>
      readdirSync(place, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('.'))
        .slice(0, MOST_EXAMPLES)
        .map(({ name }) => readText(join(place, name), LIMITS.entryBytes)),
    );
}
