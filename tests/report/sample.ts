import type { Issue } from '../../scripts/model/issue.ts';
import type { Report, ReportPackage, ResourceResult } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';

const BASE = 'https://example.org/fhir/StructureDefinition';
const measures = [
  'bmi',
  'bodyheight',
  'bodytemp',
  'bodyweight',
  'bp',
  'glucose',
  'headcircum',
  'heartrate',
  'steps',
  'waist',
];

const packages: ReportPackage[] = [
  pack('hl7.fhir.r4.core', '4.0.1', 'npm'),
  pack('hl7.terminology.r4', '7.0.1', 'npm'),
  pack('hl7.fhir.uv.extensions.r4', '5.3.0-ballot-tc1', 'npm'),
  pack('example.mesures', '3.0.1', 'stand-in'),
  pack('example.mesures', '3.2.0', 'stand-in'),
  pack('example.core', '1.1.0', 'stand-in'),
  pack('example.core', '2.1.0', 'stand-in'),
  pack('example.phd', '1.0.0', 'stand-in'),
  pack('example.terminologies', '1.4.0', 'stand-in'),
  pack('example.nos', '0.1.0', 'stand-in'),
];

function pack(id: string, version: string, source: ReportPackage['source']): ReportPackage {
  const integrity = `sha512-${`${id}${version}`.replace(/\W/g, '').repeat(8).slice(0, 86)}==`;
  return { id, version, source, integrity };
}

/** A note of the kind that a check without the code system leaves behind. */
export function notChecked(
  code: string,
  system = 'http://loinc.org',
  expression = 'Observation.code.coding[0]',
): Issue {
  return {
    severity: 'information',
    code: 'not-supported',
    rule: 'not-checked',
    message: `The code '${code}' of ${system} was not checked: the content of this code system is not loaded.`,
    expression,
  };
}

export const missingStatus: Issue = {
  severity: 'error',
  code: 'required',
  rule: 'cardinality',
  message: 'Observation.status occurs 0 times, 1..1 is wanted. Add it: * status = #final',
  expression: 'Observation.status',
  profile: `${BASE}/mesures-bodyweight|0.1.0`,
  source: { file: 'input/fsh/examples/bodyweight.fsh', line: 12, column: 3 },
};

export const wrongUnit: Issue = {
  severity: 'error',
  code: 'value',
  rule: 'fixed-value',
  message: "The value 'kilo' is not the fixed value 'kg'. Write * valueQuantity = 71.5 'kg' \"kg\".",
  expression: 'Observation.value.ofType(Quantity).code',
  profile: `${BASE}/mesures-bodyweight|0.1.0`,
  source: { file: 'input/fsh/rulesets.fsh', line: 40, column: 5 },
  insertedAt: { file: 'input/fsh/examples/bodyweight.fsh', line: 18, column: 1 },
};

export const wrongDisplay: Issue = {
  severity: 'warning',
  code: 'code-invalid',
  rule: 'display',
  message: "The display 'Poids' is not one of the code's own: 'Poids corporel [Masse] Patient ; Numérique'.",
  expression: 'Observation.code.coding[0].display',
  source: { file: 'input/fsh/examples/bodyheight.fsh', line: 9, column: 3 },
  accepted: 'La traduction française du libellé est celle du dossier, pas celle de LOINC.',
};

const twoVersions: Issue = {
  severity: 'warning',
  code: 'multiple-matches',
  rule: 'canonical-ambiguous',
  message: `${BASE}/example-observation-bmi is in two loaded versions, 3.0.1 and 3.2.0; 3.0.1 was taken. Name the version after a |.`,
  source: { file: 'input/fsh/profiles/bmi.fsh', line: 2 },
};

const hint: Issue = {
  severity: 'information',
  code: 'informational',
  rule: 'narrative-missing',
  message: 'The resource has no narrative. A reader without the profile sees nothing: consider text.div.',
  expression: 'Device',
  source: { file: 'input/fsh/examples/devices.fsh', line: 3, column: 1 },
};

/** A guide of 60 resources as a reviewer meets it; with `findings: false` only what cannot be checked is left. */
export function sampleReport({ findings = true, resources = 60 } = {}): Report {
  const results = Array.from({ length: resources }, (_, index): ResourceResult => {
    const measure = measures[index % measures.length] ?? '';
    const number = Math.floor(index / measures.length) + 1;
    const issues: Issue[] = [notChecked(`${29463 + index * 7}-${index % 10}`)];
    if (index % 3 === 0)
      issues.push(notChecked(`${368208000 + index}`, 'http://snomed.info/sct', 'Observation.bodySite.coding[0]'));
    if (findings && index === 3) issues.push(missingStatus, wrongUnit);
    if (findings && index === 13) issues.push(wrongUnit);
    if (findings && index % 20 === 1) issues.push(wrongDisplay);
    if (findings && index === 7) issues.push(hint);
    return {
      file: `input/fsh/examples/${measure}.fsh`,
      resource: `Observation/${measure}-exemple-${number}`,
      profiles: [`${BASE}/mesures-${measure}|0.1.0`, 'http://hl7.org/fhir/StructureDefinition/Observation|4.0.1'],
      valid: !issues.some(({ severity }) => severity === 'error' || severity === 'fatal'),
      issues,
    };
  });
  const issues = findings ? [twoVersions] : [];
  return {
    tool: { name: 'ig', version: '0.1.0' },
    packages,
    summary: summarise(results, issues, 0.84),
    issues,
    results,
  };
}
