import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseParameters } from './parameters.ts';

type Parameters = ReturnType<typeof parseParameters>;

/**
 * Whether the IG Publisher writes the narrative of a resource that has none: it does of all, but for those that a
 * parameter `no-narrative` of the guide or of its template names, as `Type/id` with `*` for any.
 * @see https://confluence.hl7.org/spaces/FHIR/pages/66938614/Implementation+Guide+Parameters
 */
export function writesNarrative(parameters: Parameters): (type: string, id: string) => boolean {
  const excepted = parameters
    .filter(({ code }) => code === 'no-narrative')
    .map(({ value }) => value.split('/'))
    .filter(({ length }) => length === 2);
  return (type, id) =>
    !excepted.some(([types, ids]) => (types === '*' || types === type) && (ids === '*' || ids === id));
}

/** The parameters of the project's own template; none where it has no such template, or the file cannot be used. */
export function templateParameters(project: string): Parameters {
  const file = join(project, 'template', 'parameters.json');
  try {
    return existsSync(file) ? parseParameters(JSON.parse(readFileSync(file, 'utf8'))) : [];
  } catch {
    return []; // ig publish says what is wrong with it
  }
}
