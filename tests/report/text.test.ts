import { describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { renderText } from './rendered.ts';
import { missingStatus, notChecked, sampleReport, wrongDisplay, wrongUnit } from './sample.ts';

const ESCAPE = String.fromCharCode(27);
const lines = (report: Report, options = {}) =>
  renderText(report, { color: false, ...options })
    .trimEnd()
    .split('\n');

function reportOf(...perResource: readonly (readonly Issue[])[]): Report {
  const results = perResource.map((issues, index) => ({
    file: `r${index}.json`,
    resource: `Observation/r${index}`,
    profiles: ['http://hl7.org/fhir/StructureDefinition/Observation|4.0.1'],
    valid: !issues.some(({ severity }) => severity === 'error'),
    issues,
  }));
  return {
    tool: { name: 'ig', version: '0.1.0' },
    packages: [],
    summary: summarise(results, [], 0.84),
    issues: [],
    results,
  };
}

describe('the definition that sets a rule', () => {
  const setBy = (issue: Issue, options = {}) =>
    lines(reportOf([issue]), options).filter((line) => line.includes('set by'));
  const ofType: Issue = { ...missingStatus, profile: 'http://hl7.org/fhir/StructureDefinition/Observation|4.0.1' };

  test('is named where it is a profile, which may apply without being claimed', () => {
    expect(setBy(missingStatus)).toEqual([`    set by ${missingStatus.profile}`]);
    const vital = 'http://hl7.org/fhir/StructureDefinition/bodyweight|4.0.1';
    expect(setBy({ ...missingStatus, profile: vital })).toEqual([`    set by ${vital}`]);
  });

  test('is left to the verbose text where it is that of the type', () => {
    expect(setBy(ofType)).toEqual([]);
    expect(setBy(ofType, { verbose: true })).toHaveLength(1);
  });
});

describe('the last line', () => {
  test('says that all is well', () => {
    expect(lines(reportOf([], []))).toEqual(['✔ 2 resources valid, 0 errors, 0 warnings (0.84 s)']);
  });

  test('says what is not', () => {
    expect(lines(sampleReport()).at(-1)).toBe(
      '✖ 2 of 60 resources not valid, 3 errors, 4 warnings (3 explained), 1 note, 80 not checked (0.84 s)',
    );
  });

  test('says when every warning is explained', () => {
    expect(lines(reportOf([wrongDisplay])).at(-1)).toBe(
      '✔ 1 resource valid, 0 errors, 1 warning (all explained) (0.84 s)',
    );
  });

  test('says why valid resources fail the run', () => {
    const { accepted: _, ...warning } = wrongDisplay;
    expect(lines(reportOf([warning]), { failOn: 'warning' }).at(-1)).toMatch(
      /^✖ 1 resource valid, .* failing on warning/,
    );
  });

  test('stays ✖ when the gate is off', () => {
    expect(lines(reportOf([missingStatus]), { failOn: 'never' }).at(-1)).toMatch(/^✖ 1 of 1 resource not valid/);
  });

  test('tells errors of the project from those of resources', () => {
    const report = { ...reportOf([]), issues: [{ ...missingStatus }] };
    expect(lines(report).at(-1)).toMatch(/^✖ 1 resource valid, but the project has errors/);
  });
});

describe('findings', () => {
  test('name severity, the line to mend, resource and element, then message and rule', () => {
    expect(lines(reportOf([missingStatus])).slice(0, 2)).toEqual([
      '✖ error  input/fsh/examples/bodyweight.fsh:12:3  Observation/r0  Observation.status',
      '    Observation.status occurs 0 times, 1..1 is wanted. Add it: * status = #final  cardinality',
    ]);
  });

  test('point to the file of the resource when nothing better is known', () => {
    const { source: _, ...issue } = missingStatus;
    expect(lines(reportOf([issue]))[0]).toBe('✖ error  r0.json  Observation/r0  Observation.status');
  });

  test('of a RuleSet are told once, with the place of insertion', () => {
    const text = lines(reportOf([wrongUnit], [wrongUnit], [wrongUnit])).join('\n');
    expect(text.match(/✖ error/g)).toHaveLength(1);
    expect(text).toContain('and 2 more resources');
    expect(text).toContain('inserted at input/fsh/examples/bodyweight.fsh:18:1');
  });

  test('rise in gravity towards the verdict', () => {
    const heads = lines(sampleReport(), { verbose: true }).filter((line) => /^[✖⚠ℹ] (error|warning|note)/.test(line));
    expect(heads.map((line) => line.split(' ')[1])).toEqual(['note', 'warning', 'warning', 'error', 'error']);
  });
});

describe('what is explained', () => {
  test('is told once with its reason, however often it was found', () => {
    const text = lines(reportOf([wrongDisplay], [wrongDisplay], [wrongDisplay]));
    expect(text[0]).toBe('Explained');
    expect(text[1]).toBe(`  3 × ${wrongDisplay.message}`);
    expect(text[2]).toBe(`    ${wrongDisplay.accepted}`);
    expect(text.filter((line) => line.includes(wrongDisplay.message))).toHaveLength(1);
  });

  test('is told at each of its places in the verbose text', () => {
    const { accepted: _, ...open } = wrongDisplay;
    expect(lines(reportOf([wrongDisplay]), { verbose: true }).join('\n')).toContain('explained: ');
    expect(lines(reportOf([open])).join('\n')).not.toContain('xplained');
    const owned = { ...wrongDisplay, acceptedBy: 'the editors', acceptedUntil: '2027-06-30' };
    expect(lines(reportOf([owned]), { verbose: true })).toContain(
      `    explained: ${wrongDisplay.accepted} (the editors, until 2027-06-30)`,
    );
  });
});

describe('what was not checked', () => {
  test('is told once a reason, with some of the values', () => {
    const report = reportOf(['1-8', '2-6', '3-4', '4-2', '5-9', '6-7', '7-5'].map((code) => notChecked(code)));
    expect(lines(report).slice(0, 2)).toEqual([
      'Not checked',
      '  7 × The code … of http://loinc.org was not checked: the content of this code system is not loaded. (1-8, 2-6, 3-4, 4-2, 5-9 and 2 more)',
    ]);
  });

  test('keeps code systems apart', () => {
    const report = reportOf([
      notChecked('1-8'),
      notChecked('2-6'),
      notChecked('a', 'urn:oid:1.2.3'),
      notChecked('b', 'urn:oid:1.2.4'),
    ]);
    expect(lines(report).filter((line) => line.includes('was not checked'))).toHaveLength(3);
  });

  test('lists every place when asked for more', () => {
    const report = reportOf([notChecked('1-8'), notChecked('2-6')]);
    expect(
      lines(report, { verbose: true }).filter(
        (line) => line === '    r0.json  Observation/r0  Observation.code.coding[0]',
      ),
    ).toHaveLength(2);
  });
});

test('stand-in packages are named in one line above the verdict', () => {
  expect(lines(sampleReport()).at(-2)).toBe(
    '⚠ 7 of 10 packages are stand-ins, not the published content: example.mesures 3.0.1 and 3.2.0, example.core 1.1.0 and 2.1.0, example.phd 1.0.0, example.terminologies 1.4.0, example.nos 0.1.0',
  );
});

test('a terminology server is named in one line, with what answered and how much', () => {
  const terminology = { server: 'https://tx.test/r4', software: ['Tx 1.0', 'Tx 1.1'], answers: 1200 };
  const last = lines({ ...sampleReport(), terminology }).slice(-3);
  expect(last[0]).toBe('With 1,200 answers of the terminology server https://tx.test/r4 (Tx 1.0 and Tx 1.1)');
  const none = { ...terminology, software: [], answers: 0 };
  expect(lines({ ...sampleReport(), terminology: none }).at(-3)).toBe(
    'With 0 answers of the terminology server https://tx.test/r4',
  );
});

test('colour adds escape codes and nothing else; without it there are none', () => {
  const report = sampleReport();
  const coloured = renderText(report, { color: true });
  expect(coloured).toContain(`${ESCAPE}[31m`);
  expect(coloured.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(renderText(report, { color: false }));
  expect(renderText(report, { color: false })).not.toContain(ESCAPE);
});

test('a value quoted in a message can neither drive the terminal nor reorder or break the line', () => {
  const message = `the value '${ESCAPE}]0;x\u0007\u202egnp.exe\r\n✔ 1 resource valid' is wrong`;
  const text = lines(reportOf([{ ...missingStatus, message }]));
  expect(text[1]).toContain("the value '\\u001b]0;x\\u0007\\u202egnp.exe ✔ 1 resource valid' is wrong");
});

test('verbose names every resource, its profiles and every package', () => {
  const text = renderText(sampleReport({ resources: 3 }), { color: false, verbose: true });
  expect(text).toContain('✔ Observation/bmi-exemple-1  input/fsh/examples/bmi.fsh');
  expect(text).toContain('    http://hl7.org/fhir/StructureDefinition/Observation|4.0.1');
  expect(text).toContain('hl7.fhir.r4.core#4.0.1  npm');
  expect(text).toContain('example.phd#1.0.0  stand-in');
});

describe('with --max-findings', () => {
  const { accepted: _, ...warning } = wrongDisplay;
  const report = reportOf(
    [missingStatus, { ...missingStatus, message: 'Another.' }, notChecked('1-8'), notChecked('2', 'urn:oid:1')],
    ...Array.from({ length: 9 }, () => [warning]),
  );
  const heads = (text: readonly string[]) => text.filter((line) => /^[✖⚠] (error|warning) /.test(line)).length;
  const leftOut = (text: readonly string[]) => text.find((line) => line.startsWith('Not shown here'));

  test('so many are shown, the gravest first, and the others are counted', () => {
    expect([heads(lines(report)), leftOut(lines(report))]).toEqual([3, undefined]);
    const two = lines(report, { maxFindings: 2 });
    expect(heads(two)).toBe(2);
    expect(leftOut(two)).toMatch(/^Not shown here: 9 warnings\. /);
    const one = lines(report, { maxFindings: 1 });
    expect(heads(one)).toBe(1);
    expect(leftOut(one)).toMatch(/^Not shown here: 1 error and 9 warnings\. /);
    expect(one).toContain('  and 1 more note');
  });

  test('the verdict counts them all', () => {
    const none = lines(report, { maxFindings: 0 });
    expect(heads(none)).toBe(0);
    expect(leftOut(none)).toMatch(/^Not shown here: 2 errors and 9 warnings\. /);
    expect(none.at(-1)).toBe(lines(report).at(-1));
  });
});
