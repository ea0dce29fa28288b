import type { CodingValue, CodingVerdict } from '../model/definition/terminology.ts';
import type { PackageRef } from '../model/package.ts';
import { type CompiledCodeSystem, type Concept, standing } from './code-system.ts';
import { countryShownAs, countryStanding } from './country-codes.ts';
import { knownSystems } from './known-systems.ts';
import type { Lookup } from './lookup.ts';
import type { Suggest } from './suggest.ts';

const COUNTRIES = 'urn:iso:std:iso:3166';

/**
 * Looks a coding up in its own code system: by content where it is loaded, by form where the form tells something.
 * @see https://hl7.org/fhir/R4/codesystem-operation-validate-code.html
 */
export function judgeCoding(
  coding: CodingValue,
  from: PackageRef | undefined,
  lookup: Lookup,
  suggest: Suggest,
): CodingVerdict {
  const { system, version, code, display } = coding;
  // A malformed resource can hold anything in these places; its form is reported elsewhere.
  if (typeof code !== 'string' || code === '') return { outcome: 'not-checked', reason: 'the coding has no code' };
  if (typeof system !== 'string' || system === '')
    return { outcome: 'not-checked', reason: 'the coding has no system' };
  const codeSystem = lookup.codeSystem(system, version, from);
  if (codeSystem?.problem !== undefined) return { outcome: 'not-checked', reason: codeSystem.problem, isBroken: true };
  const concept = codeSystem?.content === 'supplement' ? undefined : codeSystem?.find(code);
  if (concept === undefined && isNationalIdentifierType(system, code)) return { outcome: 'known', basis: 'form' };
  if (concept !== undefined) return judgeDisplay(concept, display, () => lookup.supplements(system));
  if (codeSystem?.content === 'complete') {
    if (version !== undefined && version !== codeSystem.version) {
      return { outcome: 'not-checked', reason: `version ${version} of code system ${system} is not loaded` };
    }
    const unknown = unknownCode(suggest(code, codesOf(codeSystem.concepts())));
    return knownSystems.has(system) ? { ...unknown, basis: 'extract' } : unknown;
  }
  const known = knownSystems.get(system);
  const verdict = known?.judge(code);
  if (verdict === 'known') {
    const country = system === COUNTRIES && display !== undefined ? countryShownAs(code, display) : undefined;
    return country === undefined
      ? { outcome: 'known', basis: 'form' }
      : { outcome: 'wrong-display', displays: [country] };
  }
  if (verdict === 'malformed') return { ...unknownCode(undefined), basis: 'form' };
  const name = known?.name ?? system;
  const reason =
    codeSystem === undefined
      ? `code system ${name} is not loaded`
      : `code system ${name} is loaded without all of its codes (content: ${codeSystem.content})`;
  return { outcome: 'not-checked', reason };
}

/**
 * HL7's table of identifier types has one code for all countries, `NNxxx`, and means `NNFRA` and its like.
 * @see https://terminology.hl7.org/CodeSystem-v2-0203.html
 */
function isNationalIdentifierType(system: string, code: string): boolean {
  if (system !== 'http://terminology.hl7.org/CodeSystem/v2-0203') return false;
  const [, country] = /^NN([A-Z]{3})$/.exec(code) ?? [];
  return country !== undefined && countryStanding(country) !== 'unassigned';
}

function unknownCode(nearest: string | undefined): { outcome: 'unknown-code'; nearest?: string } {
  return nearest === undefined ? { outcome: 'unknown-code' } : { outcome: 'unknown-code', nearest };
}

function* codesOf(concepts: Iterable<Concept>): Iterable<string> {
  for (const { definition } of concepts) yield definition.code;
}

function judgeDisplay(
  concept: Concept,
  display: string | undefined,
  supplements: () => readonly CompiledCodeSystem[],
): CodingVerdict {
  const status = standing(concept);
  const known: CodingVerdict = status === undefined ? { outcome: 'known' } : { outcome: 'known', status };
  if (typeof display !== 'string') return known;
  const wanted = normalized(display);
  const isWanted = (allowed: string) => normalized(allowed) === wanted;
  const own = displaysOf(concept);
  if (own.length === 0 || own.some(isWanted)) return known;
  const { code } = concept.definition;
  const added = supplements().flatMap((supplement) => {
    const supplemented = supplement.find(code);
    return supplemented === undefined ? [] : displaysOf(supplemented);
  });
  return added.some(isWanted) ? known : { outcome: 'wrong-display', displays: [...new Set([...own, ...added])] };
}

function displaysOf({ definition: { display, designation = [] } }: Concept): string[] {
  return [...(display === undefined ? [] : [display]), ...designation.map(({ value }) => value)];
}

/** Displays are compared without regard to case, but not to white space: so does the HL7 validator. */
function normalized(display: string): string {
  return display.toLowerCase();
}
