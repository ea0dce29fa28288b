import type { Askings } from '../../model/definition/asked.ts';
import type { Engine } from '../scope/scope.ts';

/** Systems of which no package has the content, in the one spelling that they have. */
const external: ReadonlySet<string> = new Set([
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://unitsofmeasure.org',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
  'http://www.whocc.no/atc',
  'http://www.ama-assn.org/go/cpt',
  'http://dicom.nema.org/resources/ontology/DCM',
]);
/** What is put behind these, a version or a path, is part of the system for nobody. */
const withNothingBehind = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://unitsofmeasure.org',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
];
const hl7 = /^http:\/\/(?:hl7\.org\/fhir\/sid|terminology\.hl7\.org)\//;
const MOST_REMEMBERED = 5_000;
const LONGEST = 200;
interface Remembered {
  readonly meant: string | undefined;
  readonly asked?: Askings;
}
const remembered = new WeakMap<Engine, Map<string, Remembered>>();

/**
 * The code system that is meant by a URI that differs in what web servers overlook and comparisons do not: a slash or
 * # at the end, https for http, www, capitals; or that has a version behind it. Undefined for a system that is known as it is, and where none is near.
 * @see https://hl7.org/fhir/R4/terminologies-systems.html
 */
export function systemMeant(system: string, engine: Engine): string | undefined {
  let known = remembered.get(engine);
  if (known === undefined) {
    known = new Map();
    remembered.set(engine, known);
  }
  const before = known.get(system);
  const found = before ?? decide(system, engine);
  if (before === undefined) {
    if (known.size > MOST_REMEMBERED) known.clear(); // out of many instances
    known.set(system, found);
  }
  if (found.asked !== undefined) engine.asked?.use(found.asked);
  return found.meant;
}

/** Forgets what was decided of systems that are defined otherwise now. */
export function forgetSystems(isTouched: (askings: Askings) => boolean, engine: Engine): void {
  const known = remembered.get(engine);
  for (const [system, { asked }] of known ?? []) if (asked !== undefined && isTouched(asked)) known?.delete(system);
}

function decide(system: string, engine: Engine): Remembered {
  const find = () =>
    isSystem(system, engine)
      ? undefined
      : (spellings(system).find((other) => isSystem(other, engine)) ?? systemBefore(system));
  if (engine.asked === undefined) return { meant: find() };
  const [meant, asked] = engine.asked.during(find);
  return { meant, asked };
}

/**
 * Whether the HL7 validator refuses the spelling in a Coding that stands alone: https for http, and what is behind the
 * name of a system that has nothing behind it.
 */
export function isRefusedAlone(system: string, meant: string): boolean {
  return system === meant.replace(/^http:/, 'https:') || systemBefore(system) !== undefined;
}

/** `http://snomed.info/sct` of `http://snomed.info/sct|2020` and of `http://snomed.info/sct/900000000000207008`. */
function systemBefore(system: string): string | undefined {
  if (system.length > LONGEST) return undefined;
  return withNothingBehind.find((name) => system.startsWith(name) && /^[/#|?]/.test(system.slice(name.length)));
}

function isSystem(url: string, { definition, hl7Urls }: Engine): boolean {
  if (external.has(url) || definition(url, undefined)?.resourceType === 'CodeSystem') return true;
  return hl7.test(url) && !hl7Urls.isUndefined(url);
}

function spellings(system: string): string[] {
  const match = system.length > LONGEST ? null : /^https?:\/\/(?:www\.)?([^/?#]+)([^?#]*?)[/#]*$/i.exec(system);
  if (match === null) return [];
  const [, host = '', path = ''] = match;
  return ['http://', 'https://', 'http://www.', 'https://www.']
    .map((begin) => `${begin}${host.toLowerCase()}${path}`)
    .flatMap((bare) => [bare, `${bare}/`])
    .filter((other) => other !== system);
}
