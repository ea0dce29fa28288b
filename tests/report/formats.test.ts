import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { ApiAnswer, Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { formats } from './rendered.ts';
import { missingStatus, sampleReport, wrongDisplay, wrongUnit } from './sample.ts';

const plain = { color: false };
const report = sampleReport();

/** A report on one resource, or with findings about the project alone. */
function reportOf(issues: readonly Issue[], projectIssues: readonly Issue[] = []): Report {
  const valid = !issues.some(({ severity }) => severity === 'error' || severity === 'fatal');
  const results = [{ file: 'poids.json', resource: 'Observation/poids', profiles: [], valid, issues }];
  return {
    tool: { name: 'ig', version: '0.1.0' },
    packages: [],
    summary: summarise(results, projectIssues, 1.5),
    issues: projectIssues,
    results,
  };
}

describe('every format', () => {
  for (const [name, render] of Object.entries(formats)) {
    test(`${name} writes the same report twice alike, and ends with a line break`, () => {
      expect(render(report, plain)).toBe(render(structuredClone(report), plain));
      expect(render(report, plain)).toMatch(/\n$/);
    });

    test(`${name} writes a report without packages, resources and findings`, () => {
      const empty = { ...reportOf([]), results: [], summary: summarise([], [], 0) };
      expect(render(empty, plain)).not.toMatch(/undefined|NaN|\[object/);
    });
  }
});

describe('of a run that was stopped', () => {
  const message = 'The run was stopped by SIGINT. Not checked: 1 file of 2, b.json.';
  const stopped: Issue = { severity: 'fatal', code: 'incomplete', rule: 'interrupted', message };
  const part = reportOf([], [stopped]);

  for (const [name, render] of Object.entries(formats)) {
    test(`${name} says so, and what was not checked`, () => {
      const outcome: ApiAnswer['outcome'] = { resourceType: 'OperationOutcome', issue: [] };
      const basis = { kind: 'documented', questions: [] } as const;
      const answer = { status: 400, reason: 'Bad Request', basis, outcome };
      const answered: Report = { ...part, results: part.results.map((result) => ({ ...result, answer })) };
      for (const each of [part, answered]) expect(render(each, plain)).toContain(message);
      if (['text', 'html', 'github'].includes(name))
        expect(render(part, plain)).toMatch(/[Ss]topped before the end: 1 resource checked, 0 of them not valid/);
    });
  }

  test('sarif says that the run was not successful', () => {
    const invocations = (each: Report) => JSON.parse(formats.sarif(each, plain)).runs[0].invocations;
    expect(invocations(part)).toEqual([{ executionSuccessful: false }]);
    expect(invocations(report)).toBe(undefined);
  });

  test('it never passes', () => {
    expect(formats.text(part, { ...plain, failOn: 'never' })).toContain('✖ stopped');
  });
});

test('json, ndjson and html name the terminology server that findings rest on', () => {
  const terminology = { server: 'https://tx.test/r4', software: ['Tx 1.0'], answers: 3 };
  const based: Report = { ...report, terminology };
  expect(JSON.parse(formats.json(based, plain)).terminology).toEqual(terminology);
  expect(JSON.parse(formats.ndjson(based, plain).trim().split('\n').at(-1) ?? '').terminology).toEqual(terminology);
  expect(formats.html(based, plain)).toContain('3 answers of the terminology server https://tx.test/r4 (Tx 1.0).');
  for (const name of ['json', 'ndjson'] as const) expect(formats[name](report, plain)).not.toContain('"terminology"');
});

describe('json', () => {
  test('is the report, with the names of the contract', () => {
    const read = JSON.parse(formats.json(report, plain));
    const { groups, ...rest } = read;
    expect(rest).toEqual(JSON.parse(JSON.stringify(report)));
    expect(groups.length).toBeGreaterThan(0);
    expect(Object.keys(read)).toEqual(['tool', 'packages', 'summary', 'issues', 'groups', 'results']);
    expect(Object.keys(read.summary)).toEqual([
      'resources',
      'valid',
      'invalid',
      'errors',
      'warnings',
      'information',
      'notChecked',
      'seconds',
    ]);
  });
});

describe('ndjson', () => {
  test('is the JSON report in lines: head, one line a result, summary', () => {
    const lines = formats
      .ndjson(report, plain)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [head, ...rest] = lines;
    const whole = { ...head, results: rest.slice(0, -1), ...rest.at(-1) };
    expect(whole).toEqual(JSON.parse(formats.json(report, plain)));
  });
});

describe('junit', () => {
  interface Read {
    readonly tags: SaxesTagPlain[];
    readonly text: string;
  }
  function read(xml: string): Read {
    const tags: SaxesTagPlain[] = [];
    let text = '';
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', (tag) => void tags.push(tag as SaxesTagPlain));
    parser.on('text', (part) => {
      text += part;
    });
    parser.write(xml).close();
    return { tags, text };
  }

  test('counts a test case a resource, and one for the project', () => {
    const { tags } = read(formats.junit(report, plain));
    const cases = tags.filter(({ name }) => name === 'testcase');
    const suites = tags.filter(({ name }) => name === 'testsuite');
    expect(cases).toHaveLength(61);
    expect(tags[0]?.attributes).toMatchObject({ tests: '61', failures: '2', errors: '0', time: '0.840' });
    expect(suites.reduce((sum, { attributes }) => sum + Number(attributes.tests), 0)).toBe(61);
    expect(tags.filter(({ name }) => name === 'failure')).toHaveLength(2);
  });

  test('tells all failures of a resource in one element, the place and the element in each line', () => {
    const { tags, text } = read(formats.junit(reportOf([missingStatus, wrongUnit]), plain));
    expect(tags.filter(({ name }) => name === 'failure').map(({ attributes }) => attributes)).toEqual([
      { message: missingStatus.message, type: 'cardinality' },
    ]);
    expect(text).toContain('input/fsh/examples/bodyweight.fsh:12:3  Observation.status');
    expect(text).toContain('inserted at input/fsh/examples/bodyweight.fsh:18:1');
  });

  test('makes a failure of a warning when warnings fail the run, and an error of what could not be read', () => {
    const warning: Issue = { severity: 'warning', code: 'value', rule: 'r', message: 'm' };
    const failures = (text: string) => read(text).tags.map(({ name }) => name);
    expect(failures(formats.junit(reportOf([warning]), plain))).not.toContain('failure');
    expect(failures(formats.junit(reportOf([warning]), { ...plain, failOn: 'warning' }))).toContain('failure');
    expect(failures(formats.junit(reportOf([{ ...warning, severity: 'fatal' }]), plain))).toContain('error');
  });

  test('stays well-formed whatever a message quotes', () => {
    const message = 'a < b & "c" > \'d\' ]]> \u0000\u001b[31m\ufffe \ud800 é';
    const { tags, text } = read(formats.junit(reportOf([{ ...missingStatus, message }]), plain));
    const shown = 'a < b & "c" > \'d\' ]]> \\u0000\\u001b[31m\ufffd \\ud800 é';
    expect(tags.find(({ name }) => name === 'failure')?.attributes.message).toBe(shown);
    expect(text).toContain(shown);
  });
});

describe('sarif', () => {
  const log = (of: Report, options = {}) => JSON.parse(formats.sarif(of, { ...plain, ...options }));

  test('has what 2.1.0 requires, and points every result at its rule', () => {
    const { $schema, version, runs } = log(report);
    expect($schema).toMatch(/sarif-schema-2\.1\.0\.json$/);
    expect(version).toBe('2.1.0');
    const [{ tool, results }] = runs;
    expect(tool.driver.name).toBe('ig');
    expect(results).toHaveLength(88);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      expect(locations[0].physicalLocation.artifactLocation.uri).not.toBe('');
    }
  });

  test('gives the FSH line, the element and the place of insertion', () => {
    const [result] = log(reportOf([wrongUnit])).runs[0].results;
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'input/fsh/rulesets.fsh' },
      region: { startLine: 40, startColumn: 5 },
    });
    expect(
      result.locations[0].logicalLocations.map((place: { fullyQualifiedName: string }) => place.fullyQualifiedName),
    ).toEqual(['Observation/poids', 'Observation.value.ofType(Quantity).code']);
    expect(result.relatedLocations[0].physicalLocation.region.startLine).toBe(18);
  });

  test('keeps what is explained as suppressed, with the reason', () => {
    const [result] = log(reportOf([wrongDisplay])).runs[0].results;
    expect(result.suppressions).toEqual([{ kind: 'external', justification: wrongDisplay.accepted }]);
  });

  test('writes file names as URIs', () => {
    const uri = (file: string) =>
      log(reportOf([{ ...missingStatus, source: { file } }])).runs[0].results[0].locations[0].physicalLocation
        .artifactLocation.uri;
    expect(uri('mes données/50% #1.fsh')).toBe('mes%20donn%C3%A9es/50%25%20%231.fsh');
    expect(uri('/tmp/a.fsh')).toBe('file:///tmp/a.fsh');
    expect(() => new URL(uri('a\ud800:b.fsh'), 'file:///')).not.toThrow();
  });

  test('takes the text and the address of a rule where they are known', () => {
    const rules = {
      cardinality: { summary: 'How often an element occurs.', spec: 'https://hl7.org/fhir/R4/profiling.html' },
    };
    const [rule] = log(reportOf([missingStatus]), { rules }).runs[0].tool.driver.rules;
    expect(rule).toMatchObject({
      shortDescription: { text: 'How often an element occurs.' },
      helpUri: rules.cardinality.spec,
    });
  });
});

describe('github', () => {
  const annotate = (issue: Issue) => formats.github(reportOf([issue]), plain).split('\n')[0];

  test('annotates the line to mend', () => {
    expect(
      annotate({
        severity: 'error',
        code: 'value',
        rule: 'r',
        message: 'm',
        source: { file: 'a.fsh', line: 2, column: 4 },
      }),
    ).toBe('::error file=a.fsh,line=2,col=4,title=r::m%0Ain Observation/poids');
  });

  test('escapes what delimits a command: %, line breaks, and in properties : and ,', () => {
    const line = annotate({
      ...missingStatus,
      rule: 'a:b,c',
      message: '100% : ,\r\n::error::x',
      source: { file: 'a,b:c%\n.fsh' },
    });
    expect(line).toMatch(/^::error file=a%2Cb%3Ac%25%0A\.fsh,title=a%3Ab%2Cc::100%25 : ,%0A::error::x%0A/);
  });

  test('puts errors first, folds notes on what was not checked, and ends with the verdict', () => {
    const lines = formats.github(report, plain).trimEnd().split('\n');
    const kinds = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(kinds).toEqual(['error', 'error', 'warning', 'notice', 'notice', 'notice', 'notice', 'notice', undefined]);
    expect(lines.at(-1)).toMatch(/^✖ 2 of 60 resources not valid, 3 errors/);
  });
});

describe('operation-outcome', () => {
  const read = (of: Report) => JSON.parse(formats['operation-outcome'](of, plain));
  const url = 'http://hl7.org/fhir/StructureDefinition/operationoutcome';

  test('locates an issue by expression and by the standard extensions', () => {
    const { resourceType, issue } = read(reportOf([wrongUnit]));
    expect(resourceType).toBe('OperationOutcome');
    expect(issue).toEqual([
      {
        extension: [
          { url: `${url}-file`, valueString: 'input/fsh/rulesets.fsh' },
          { url: `${url}-issue-line`, valueInteger: 40 },
          { url: `${url}-issue-col`, valueString: '5' },
          { url: `${url}-issue-source`, valueString: 'ig' },
          { url: `${url}-message-id`, valueString: 'fixed-value' },
        ],
        severity: 'error',
        code: 'value',
        details: { text: wrongUnit.message },
        diagnostics: expect.stringContaining('in Observation/poids; set by '),
        expression: ['Observation.value.ofType(Quantity).code'],
      },
    ]);
  });

  test('says so when nothing was found, because one issue at least is required', () => {
    expect(read(reportOf([])).issue).toEqual([
      { severity: 'information', code: 'informational', details: { text: 'Nothing found: 1 resource valid.' } },
    ]);
  });
});
