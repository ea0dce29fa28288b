import { FileFault } from '../files/file-fault.ts';
import { readBytes } from '../files/read-file.ts';
import { parseCanonical } from '../model/canonical.ts';
import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { nestsTooDeep } from '../model/json-depth.ts';

/** Beyond these the files are payloads in bulk, in which nobody keeps a form for the others. */
const MOST_FILES = 5_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The Questionnaires in the files of a run, by canonical. They are looked for when a response first names one that is
 * not loaded; the files of a run without such a response are not read for it.
 */
export function questionnairesIn(files: readonly string[]): (canonical: string) => FhirResource | undefined {
  let known: ReadonlyMap<string, readonly FhirResource[]> | undefined;
  return (canonical) => {
    known ??= readAll(files);
    const { url, version } = parseCanonical(canonical);
    return known.get(url)?.find((each) => version === undefined || each.version === version);
  };
}

function readAll(files: readonly string[]): Map<string, FhirResource[]> {
  const found = new Map<string, FhirResource[]>();
  let left = MOST_BYTES;
  for (const file of files.slice(0, MOST_FILES)) {
    if (file === '-' || left <= 0) continue;
    const bytes = read(file, left);
    left -= bytes?.length ?? 0;
    if (bytes?.includes('"Questionnaire"') !== true) continue;
    const text = bytes.toString('utf8');
    for (const resource of file.endsWith('.ndjson') ? text.split('\n').map(parsed) : [parsed(text)]) {
      if (!isFhirResource(resource) || resource.resourceType !== 'Questionnaire') continue;
      const { url } = resource;
      if (typeof url !== 'string') continue;
      const others = found.get(url);
      if (others === undefined) found.set(url, [resource]);
      else others.push(resource);
    }
  }
  return found;
}

/** What can't be read is told when it is validated. */
function read(file: string, most: number): Buffer | undefined {
  try {
    return readBytes(file, most);
  } catch (error) {
    if (error instanceof FileFault) return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  if (!text.includes('"Questionnaire"') || nestsTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
