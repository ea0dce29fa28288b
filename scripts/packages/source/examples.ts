import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readText } from '../../files/read-file.ts';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import { parseJson } from '../json-text.ts';
import { packageRoot } from './folder-content.ts';
import { LIMITS, unpack } from './unpack.ts';

/** Where packages have their examples: https://confluence.hl7.org/display/FHIR/NPM+Package+Specification */
const FOLDERS = ['example', 'examples'];
const MOST_EXAMPLES = 5_000;

/** The examples of a package that is a file or folder; what cannot be read as a resource is passed over. */
export async function readExamples(path: string, signal: AbortSignal): Promise<FhirResource[]> {
  const texts = statSync(path).isDirectory() ? inFolder(path) : await inArchive(path, signal);
  return texts.slice(0, MOST_EXAMPLES).flatMap((text) => {
    const parsed = parseJson(text);
    return 'problem' in parsed || !isFhirResource(parsed.value) ? [] : [parsed.value];
  });
}

function inFolder(folder: string): string[] {
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

async function inArchive(file: string, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  const keep = () => {
    const chunks: Buffer[] = [];
    return {
      write: (chunk: Buffer) => chunks.push(chunk),
      end: () => texts.push(Buffer.concat(chunks).toString('utf8')),
    };
  };
  const wants = (name: string) => /^examples?\/[^./][^/]*\.json$/i.test(name);
  await pipeline(createReadStream(file), (packed) => unpack(packed, LIMITS, new Map(), keep, wants), { signal });
  return texts;
}
