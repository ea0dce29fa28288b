import { parseCanonical } from '../model/canonical.ts';
import type { FhirResource, ValueSet } from '../model/fhir.ts';
import type { CodeQuestion, MemberQuestion, Question } from './question.ts';
import type { SentValueSet } from './sent-value-set.ts';

interface Parameter {
  readonly name: string;
  readonly valueUri?: string;
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueBoolean?: boolean;
  readonly valueCoding?: { readonly system?: string; readonly code: string; readonly display?: string };
  readonly resource?: FhirResource | ValueSet;
}

export interface Operation {
  /** Relative to the server's base address. */
  readonly path: 'CodeSystem/$validate-code' | 'ValueSet/$validate-code';
  readonly parameters: { readonly resourceType: 'Parameters'; readonly parameter: readonly Parameter[] };
}

/** @param sent the definition to send along; without one the server's own is meant */
export function toOperation(question: Question, sent: SentValueSet | undefined): Operation {
  return question.kind === 'code' ? validateCode(question) : validateMember(question, sent);
}

/** @see https://hl7.org/fhir/R4/codesystem-operation-validate-code.html */
function validateCode({ system, version, code, display, language }: CodeQuestion): Operation {
  return operation('CodeSystem/$validate-code', [
    { name: 'url', valueUri: system },
    { name: 'code', valueCode: code },
    ...(version === undefined ? [] : [{ name: 'version', valueString: version }]),
    ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
    ...(language === undefined ? [] : [{ name: 'displayLanguage', valueCode: language }]),
  ]);
}

/**
 * Other value sets that the one sent along imports go as `tx-resource`, which R4 does not know and servers do.
 * @see https://hl7.org/fhir/R4/valueset-operation-validate-code.html
 * @see https://hl7.org/fhir/uv/tx-ecosystem/requirements.html
 */
function validateMember(
  { valueSet, system, version, code }: MemberQuestion,
  sent: SentValueSet | undefined,
): Operation {
  const { url, version: valueSetVersion } = parseCanonical(valueSet);
  const named: Parameter[] = [
    { name: 'url', valueUri: url },
    ...(valueSetVersion === undefined ? [] : [{ name: 'valueSetVersion', valueString: valueSetVersion }]),
  ];
  const along: Parameter[] =
    sent === undefined
      ? named
      : [
          { name: 'valueSet', resource: sent.valueSet },
          ...sent.imported.map((resource) => ({ name: 'tx-resource', resource })),
        ];
  return operation('ValueSet/$validate-code', [
    ...along,
    { name: 'code', valueCode: code },
    ...(system === undefined ? [{ name: 'inferSystem', valueBoolean: true }] : [{ name: 'system', valueUri: system }]),
    ...(version === undefined ? [] : [{ name: 'systemVersion', valueString: version }]),
  ]);
}

function operation(path: Operation['path'], parameter: readonly Parameter[]): Operation {
  return { path, parameters: { resourceType: 'Parameters', parameter } };
}

/** @see https://hl7.org/fhir/R4/http.html#batch */
export function toBatch(operations: readonly Operation[]): object {
  return {
    resourceType: 'Bundle',
    type: 'batch',
    entry: operations.map(({ path, parameters }) => ({ resource: parameters, request: { method: 'POST', url: path } })),
  };
}
