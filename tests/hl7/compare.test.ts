import { expect, test } from 'vitest';
import type { Opinion } from '../../scripts/hl7/answer.ts';
import { askedWithoutServer, compare } from '../../scripts/hl7/compare.ts';
import type { Issue, Severity } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { inItsPlace } from '../../scripts/pipeline/second-opinion.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { formats, renderHtml, renderText } from '../report/rendered.ts';

function issue(severity: Severity, rule: string, expression: string): Issue {
  return { severity, code: 'value', rule, message: `${rule} is not kept.`, expression };
}

function result(id: string, ...issues: Issue[]): ResourceResult {
  const valid = issues.every(({ severity }) => severity !== 'error');
  return { file: `${id}.json`, resource: `Observation/${id}`, profiles: [], valid, issues };
}

function opinion(...issues: Issue[]): Opinion {
  return { valid: issues.every(({ severity }) => severity !== 'error'), issues, artefacts: 0 };
}

const status = issue('error', 'cardinality', 'Observation.status');
const statusHl7 = issue('error', 'hl7:Validation_VAL_Profile_Minimum', 'Observation');
const unit = issue('error', 'hl7:Terminology_TX_NoValid_16', 'Observation.value.code');
const advice = issue('warning', 'best-practice', 'Observation');

const results = [
  result('same', status, advice),
  result('missed'),
  result('alarm', status),
  result('crashed'),
  result('not-asked'),
];
const { comparison, results: told } = compare(
  results,
  [
    opinion(statusHl7),
    { ...opinion(unit), artefacts: 2 },
    opinion(),
    { valid: undefined, issues: [], artefacts: 0 },
    undefined,
  ],
  '6.8.2',
);
const report = {
  tool: { name: 'ig', version: '0.1.0' },
  packages: [],
  summary: summarise(told, [], 1),
  issues: [],
  results: told,
  comparison,
} as const;

test('where ours asks a terminology server, a note says that the HL7 validator did not', () => {
  const note = askedWithoutServer('https://tx.test/r4');
  expect(note).toMatchObject({ severity: 'information', rule: 'second-opinion' });
  expect(renderText({ ...report, issues: [note] }, { color: false })).toContain(
    'The HL7 validator was not given the terminology server https://tx.test/r4',
  );
});

test('errors are matched with errors at the element or its parent, and warnings with warnings', () => {
  const rules = (list: readonly { rule: string }[] = []) => list.map(({ rule }) => rule);
  const [same, missed, alarm] = comparison.results;
  expect(rules(same?.both)).toEqual(['cardinality']);
  expect(same?.both[0]?.hl7).toBe('hl7:Validation_VAL_Profile_Minimum');
  expect(rules(same?.onlyIg)).toEqual(['best-practice']);
  expect(rules(missed?.onlyHl7)).toEqual(['hl7:Terminology_TX_NoValid_16']);
  expect(rules(alarm?.onlyIg)).toEqual(['cardinality']);
  expect(comparison).toMatchObject({ resources: 4, sameVerdict: 1, both: 1, onlyIg: 2, onlyHl7: 1, artefacts: 2 });
});

test('a resource on which the verdicts differ has a warning that says why, in every format', () => {
  const said = told.map(({ issues }) => issues.filter(({ rule }) => rule === 'second-opinion'));
  expect(said.map(([first]) => first?.message)).toEqual([
    undefined,
    'The HL7 validator finds this resource not valid, and ig finds it valid, because of hl7:Terminology_TX_NoValid_16: hl7:Terminology_TX_NoValid_16 is not kept.',
    'The HL7 validator finds this resource valid, and ig does not, because of cardinality: cardinality is not kept.',
    'The HL7 validator failed on this resource: it has no verdict.',
    undefined,
  ]);
  expect(said[1]?.[0]).toMatchObject({ severity: 'warning', expression: 'Observation.value.code' });
});

test('text: the differing errors, the verdicts in figures, warnings when verbose', () => {
  const text = renderText(report, { color: false });
  expect(text).toContain('HL7 validator 6.8.2\n');
  expect(text).toContain('  only HL7  Observation/missed  Observation.value.code: ');
  expect(text).toContain('  only ig  Observation/alarm  Observation.status: ');
  expect(text).toContain('The same verdict on 1 of 4 resources.');
  expect(text).toContain('1 finding in both, 2 only in ig, 1 only in HL7');
  expect(text).toContain('Left out: 2 ');
  expect(text).not.toContain('only ig  Observation/same');
  expect(renderText(report, { color: false, verbose: true })).toContain('only ig  Observation/same');
});

test('json has the comparison whole, and html shows and links it', () => {
  expect(JSON.parse(formats.json(report)).comparison).toEqual(JSON.parse(JSON.stringify(comparison)));
  const html = renderHtml(report);
  expect(html).toContain('<section id="comparison">');
  expect(html).toContain('<a href="#comparison">HL7 validator</a>');
  const [, target = ''] = /only HL7<\/span> <a href="#([^"]+)">Observation\/missed</.exec(html) ?? [];
  expect(html).toContain(`id="${target}"`);
});

test('without a second opinion nothing of it is shown', () => {
  const { comparison: _, ...alone } = report;
  expect(renderText(alone, { color: false })).not.toContain('HL7 validator 6.8.2');
  expect(JSON.parse(formats.json(alone))).not.toHaveProperty('comparison');
  expect(renderHtml(alone)).not.toContain('id="comparison"');
});

test('in place of ours, its findings have the file that was asked about, or the FSH line', () => {
  const inJson = { ...unit, source: { file: '', line: 7 } };
  const inFsh = { ...unit, source: { file: 'input/fsh/a.fsh', line: 3 } };
  const shown = inItsPlace(result('x', status), opinion(inJson, inFsh));
  expect(shown).toMatchObject({ file: 'x.json', resource: 'Observation/x', valid: false });
  expect(shown.issues.map(({ source }) => source)).toEqual([
    { file: 'x.json', line: 7 },
    { file: 'input/fsh/a.fsh', line: 3 },
  ]);
  expect(inItsPlace(result('x'), { valid: undefined, issues: [], artefacts: 0 }).valid).toBe(false);
});
