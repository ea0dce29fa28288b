import { type Issue, isAtLeast } from '../model/issue.ts';
import type { Report, ResourceResult } from '../model/report.ts';
import { count } from './count.ts';
import { bySeverity, formatPosition, guideRuleTexts, isNotChecked } from './finding.ts';
import { type FailOn, reaches } from './gate.ts';
import type { FormatOptions } from './options.ts';
import { visible } from './visible.ts';

/**
 * JUnit's XML, which most build servers show as tests: a test suite a file, a test case a resource.
 * A finding that reaches the gate is the failure of its resource; the others are its output.
 * There is no norm; this keeps to what Jenkins and GitLab read.
 * @see https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export function renderJunit(report: Report, { failOn = 'error' }: Pick<FormatOptions, 'failOn'>): string {
  const files = new Map<string, ResourceResult[]>();
  for (const result of report.results) {
    const list = files.get(result.file);
    if (list === undefined) files.set(result.file, [result]);
    else list.push(result);
  }
  const suites = [
    suite('project', [{ name: 'project', issues: report.issues }], failOn),
    ...[...files].map(([file, results]) => {
      const cases = results.map(({ resource, issues }) => ({ name: resource ?? file, issues }));
      return suite(file, cases, failOn);
    }),
  ];
  const total = (key: keyof Totals) => suites.reduce((sum, { totals }) => sum + totals[key], 0);
  const attributes = {
    name: report.tool.name,
    tests: total('tests'),
    failures: total('failures'),
    errors: total('errors'),
  };
  const time = report.summary.seconds.toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${write({ ...attributes, time })}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>\n',
  ].join('\n');
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

interface TestCase {
  readonly name: string;
  readonly issues: readonly Issue[];
}

function suite(name: string, cases: readonly TestCase[], failOn: FailOn): { totals: Totals; xml: string } {
  const outcomes = cases.map(({ issues }) => outcomeOf(issues, failOn));
  const totals = {
    tests: cases.length,
    failures: outcomes.filter((outcome) => outcome === 'failure').length,
    errors: outcomes.filter((outcome) => outcome === 'error').length,
  };
  const xml = [
    `  <testsuite${write({ name, ...totals, skipped: 0 })}>`,
    ...cases.map((test, index) => testCase(test, name, outcomes[index], failOn)),
    '  </testsuite>',
  ].join('\n');
  return { totals, xml };
}

/** `error` for what could not be read to its end, `failure` for what was read and is not right. */
function outcomeOf(issues: readonly Issue[], failOn: FailOn): 'error' | 'failure' | undefined {
  const failing = issues.filter((issue) => reaches(issue, failOn));
  if (failing.length === 0) return undefined;
  return failing.some(({ severity }) => severity === 'fatal') ? 'error' : 'failure';
}

function testCase(
  { name, issues }: TestCase,
  classname: string,
  outcome: 'error' | 'failure' | undefined,
  failOn: FailOn,
): string {
  const graveFirst = [...issues].sort(bySeverity);
  const failing = graveFirst.filter((issue) => reaches(issue, failOn));
  const others = graveFirst.filter((issue) => !reaches(issue, failOn) && !isNotChecked(issue));
  const notChecked = issues.filter(isNotChecked).length - failing.filter(isNotChecked).length;
  const output = [...others.map(describe), ...(notChecked > 0 ? [`${count(notChecked, 'value')} not checked`] : [])];
  const [first] = failing;
  const body = [
    ...(outcome === undefined || first === undefined
      ? []
      : [
          `      <${outcome}${write({ message: first.message, type: first.rule })}>${escapeXml(failing.map(describe).join('\n'))}</${outcome}>`,
        ]),
    ...(output.length === 0 ? [] : [`      <system-out>${escapeXml(output.join('\n'))}</system-out>`]),
  ];
  const start = `    <testcase${write({ name, classname })}`;
  return body.length === 0 ? `${start}/>` : [`${start}>`, ...body, '    </testcase>'].join('\n');
}

function describe(issue: Issue): string {
  const { severity, rule, message, expression, source, insertedAt, accepted, known } = issue;
  return [
    isAtLeast(severity, 'error') ? 'error' : severity,
    source === undefined ? undefined : formatPosition(source),
    expression,
    message,
    `[${rule}]`,
    insertedAt === undefined ? undefined : `inserted at ${formatPosition(insertedAt)}`,
    accepted === undefined ? undefined : `explained: ${accepted}`,
    known === true ? 'in the baseline' : undefined,
    ...guideRuleTexts(issue),
  ]
    .filter((part) => part !== undefined)
    .join('  ');
}

function write(attributes: { readonly [name: string]: string | number }): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`)
    .join('');
}

/** XML 1.0 forbids most control characters even as references, so they are written visibly first. */
function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
