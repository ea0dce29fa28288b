import type { CodingValue, CodingVerdict } from '../../model/definition/terminology.ts';
import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { reportBroken } from '../scope/broken.ts';
import type { Scope } from '../scope/scope.ts';
import { isRefusedAlone, systemMeant } from './system-spelling.ts';

/** Their content is not loaded: what grammar and check digits say is a strong hint, and no proof. */
const openSystems = new Set(['http://loinc.org', 'http://snomed.info/sct', 'http://unitsofmeasure.org']);
/** Systems of units that the HL7 validator takes for UCUM misspelt. */
const refusedAsUnit = /^https?:\/\/unitsofmeasure\.org/;

const cacheLimit = 20_000;
const caches = new WeakMap<object, Map<string, CodingVerdict>>();

/** Looks a Coding, or a Quantity's unit, up in its own code system, whatever is bound. */
export function checkCodingItself(value: unknown, path: string, scope: Scope): void {
  if (!isJsonObject(value)) return;
  const { system, version, code, display } = value;
  const { findings, engine } = scope;
  if (typeof system !== 'string') return;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(system)) {
    if (system !== '')
      findings.error({
        code: 'value',
        rule: 'system-absolute',
        message: `The system "${shown(system)}" must be an absolute URI.`,
        expression: path,
      });
    return;
  }
  if (engine.isValueSet(system)) {
    findings.error({
      code: 'code-invalid',
      rule: 'system-value-set',
      message: `${system} is a value set; give the code system that has the code.`,
      expression: path,
    });
    return;
  }
  if (engine.isStructure(system)) {
    const message = `${shown(system)} is a profile or a type; give the code system that has the code.`;
    findings.error({ code: 'code-invalid', rule: 'system-value-set', message, expression: path });
    return;
  }
  if (checkSystemDefined(system, path, scope) || checkSpelling(system, path, scope)) return;
  if (typeof code !== 'string' || code === '') return;
  const { language } = scope.resource;
  const coding = {
    system,
    code,
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof display === 'string' ? { display } : {}),
    ...(typeof display === 'string' && typeof language === 'string' ? { language } : {}),
  };
  const verdict = lookUp(coding, scope);
  switch (verdict.outcome) {
    case 'unknown-code': {
      const near = verdict.nearest === undefined ? '' : ` Did you mean "${verdict.nearest}"?`;
      findings.add({
        severity: openSystems.has(system) && verdict.basis !== undefined ? 'warning' : 'error',
        code: 'code-invalid',
        rule: 'code-unknown',
        message: `The code system ${system} has no code "${shown(code)}".${near}`,
        expression: `${path}.code`,
      });
      return;
    }
    case 'wrong-display': {
      const right = verdict.displays.map((text) => `"${text}"`).join(' or ');
      findings.add({
        severity: verdict.isMinor ? 'warning' : 'error',
        code: 'code-invalid',
        rule: 'display',
        message: `"${shown(display)}" is not a display of ${system}#${code}${right === '' ? '' : `; it is ${right}`}.`,
        expression: `${path}.display`,
      });
      return;
    }
    case 'not-checked':
      if (verdict.isBroken === true) {
        reportBroken(scope.run, verdict.reason, path);
        return;
      }
      if (scope.run.unchecked.has(`${system}#${code}`)) return;
      scope.run.unchecked.add(`${system}#${code}`);
      findings.information({
        code: 'not-supported',
        rule: 'not-checked',
        message: `Code "${shown(code)}" of ${system} was not looked up: ${verdict.reason}`,
        expression: path,
      });
      return;
    case 'known':
      if (verdict.status === undefined) return;
      findings.warning({
        code: 'business-rule',
        rule: 'code-status',
        message: `${system}#${code} is ${verdict.status}: look whether another code should take its place.`,
        expression: `${path}.code`,
      });
      return;
  }
}

/**
 * Reports a system under HL7's own addresses that no loaded package defines, such as those of DSTU2.
 * @param path of the element that has the system
 * @returns whether there is nothing of that name
 */
export function checkSystemDefined(system: string, path: string, { findings, engine }: Scope): boolean {
  if (!engine.hl7Urls.isUndefined(system)) return false;
  const successor = engine.hl7Urls.successor(system) ?? systemMeant(system, engine);
  const meant = successor === undefined ? '' : ` Did you mean "${successor}"?`;
  const message = `No loaded package defines the system ${shown(system)}.${meant}`;
  findings.error({ code: 'not-found', rule: 'system-unknown', message, expression: `${path}.system` });
  return true;
}

/**
 * Systems are compared character by character, so that the code in one that is misspelt is in no value set and means
 * nothing to anybody. As a quantity's unit and in a Coding outside of a CodeableConcept it is an error, which the HL7
 * validator refuses there.
 * @returns whether another system is meant
 */
function checkSpelling(system: string, path: string, { findings, engine, run }: Scope): boolean {
  const meant = systemMeant(system, engine);
  if (meant === undefined) return false;
  const isCoding = run.stack.at(-1)?.type === 'Coding';
  const isRefused = isCoding
    ? run.stack.at(-2)?.type !== 'CodeableConcept' && isRefusedAlone(system, meant)
    : refusedAsUnit.test(system);
  const message = `No code system is named ${shown(system)}, and systems are compared to the letter. Did you mean "${meant}"?`;
  findings.add({
    severity: isRefused ? 'error' : 'warning',
    code: 'code-invalid',
    rule: 'system-spelling',
    message,
    expression: `${path}.system`,
  });
  return true;
}

function lookUp(coding: CodingValue, { engine, from }: Scope): CodingVerdict {
  if (engine.terminology.changes === true) return engine.terminology.checkCoding(coding, from);
  let cache = caches.get(engine.terminology);
  if (cache === undefined) {
    cache = new Map();
    caches.set(engine.terminology, cache);
  }
  const key = `${coding.system}|${coding.version ?? ''}|${coding.code}|${coding.display ?? ''}|${coding.language ?? ''}|${from?.id ?? ''}#${from?.version ?? ''}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fresh = engine.terminology.checkCoding(coding, from);
  if (cache.size < cacheLimit && fresh.isServed !== true) cache.set(key, fresh);
  return fresh;
}
