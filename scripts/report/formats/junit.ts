import { elementPath, type Issue, isAtLeast, severities } from '../../model/issue.ts';
import { count } from '../finding/count.ts';
import { explanationOf, formatPosition, guideRuleTexts, isNotChecked } from '../finding/finding.ts';
import { visible, visibleLine } from '../finding/visible.ts';
import { type FailOn, reaches } from '../gate/gate.ts';
import type { OpenWriter } from './writer.ts';

interface Suite {
  tests: number;
  failures: number;
  errors: number;
  /** Where its test cases lie in the spool: the results of a file may come with others between them. */
  readonly parts: { readonly from: number; to: number }[];
}

/**
 * JUnit's XML, which most build servers show as tests: a test suite a file, a test case a resource.
 * A finding that reaches the gate is the failure of its resource; the others are its output.
 * There is no norm; this keeps to what Jenkins and GitLab read.
 * @see https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export const junitWriter: OpenWriter = (_issues, { failOn = 'error' }, spool) => {
  const files = new Map<string, Suite>();
  const take = (suite: Suite, name: string, file: string, issues: readonly Issue[]) => {
    const outcome = outcomeOf(issues, failOn);
    suite.tests++;
    if (outcome === 'failure') suite.failures++;
    if (outcome === 'error') suite.errors++;
    const from = spool.size;
    for (const piece of testCase(name, issues, file, outcome, failOn)) spool.write(piece);
    const last = suite.parts.at(-1);
    if (last?.to === from) last.to = spool.size;
    else suite.parts.push({ from, to: spool.size });
  };
  return {
    add({ file, resource = file, issues }) {
      const suite = files.get(file) ?? emptySuite();
      files.set(file, suite);
      take(suite, resource, file, issues);
    },
    *end({ tool, summary, issues }) {
      const project = emptySuite();
      take(project, 'project', 'project', issues);
      const suites: (readonly [string, Suite])[] = [['project', project], ...files];
      const all = { tests: 0, failures: 0, errors: 0 };
      for (const [, { tests, failures, errors }] of suites) {
        all.tests += tests;
        all.failures += failures;
        all.errors += errors;
      }
      yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${write({ name: tool.name, ...all, time: summary.seconds.toFixed(3) })}>\n`;
      for (const [name, { tests, failures, errors, parts }] of suites) {
        yield `  <testsuite${write({ name, tests, failures, errors, skipped: 0 })}>\n`;
        for (const { from, to } of parts) yield* spool.read(from, to);
        yield '  </testsuite>\n';
      }
      yield '</testsuites>\n';
    },
  };
};

function emptySuite(): Suite {
  return { tests: 0, failures: 0, errors: 0, parts: [] };
}

/** `error` for what could not be read to its end, `failure` for what was read and is not right. */
function outcomeOf(issues: readonly Issue[], failOn: FailOn): 'error' | 'failure' | undefined {
  let outcome: 'error' | 'failure' | undefined;
  for (const issue of issues) {
    if (!reaches(issue, failOn)) continue;
    if (issue.severity === 'fatal') return 'error';
    outcome = 'failure';
  }
  return outcome;
}

/** In pieces, because one resource may have a million findings. */
function* testCase(
  name: string,
  issues: readonly Issue[],
  classname: string,
  outcome: 'error' | 'failure' | undefined,
  failOn: FailOn,
): Generator<string> {
  const fails = (issue: Issue) => reaches(issue, failOn);
  const start = `    <testcase${write({ name, classname })}`;
  const first = outcome === undefined ? undefined : graveFirst(issues, fails).next().value;
  const isOutput = (issue: Issue) => !fails(issue) && !isNotChecked(issue);
  const notChecked = issues.filter((issue) => isNotChecked(issue) && !fails(issue)).length;
  const hasOutput = notChecked > 0 || issues.some(isOutput);
  if (first === undefined && !hasOutput) {
    yield `${start}/>\n`;
    return;
  }
  yield `${start}>\n`;
  if (first !== undefined) {
    yield `      <${outcome}${write({ message: first.message, type: first.rule })}>`;
    yield* lines(graveFirst(issues, fails));
    yield `</${outcome}>\n`;
  }
  if (hasOutput) {
    yield '      <system-out>';
    yield* lines(graveFirst(issues, isOutput));
    if (notChecked > 0) yield `${issues.some(isOutput) ? '\n' : ''}${count(notChecked, 'value')} not checked`;
    yield '</system-out>\n';
  }
  yield '    </testcase>\n';
}

function* graveFirst(issues: readonly Issue[], isWanted: (issue: Issue) => boolean): Generator<Issue, undefined> {
  if (issues.length === 0) return;
  for (const severity of severities) {
    for (const issue of issues) if (issue.severity === severity && isWanted(issue)) yield issue;
  }
}

function* lines(issues: Iterable<Issue>): Generator<string> {
  let before = '';
  for (const issue of issues) {
    yield `${before}${escapeXml(describe(issue))}`;
    before = '\n';
  }
}

function describe(issue: Issue): string {
  const { severity, rule, message, source, insertedAt, accepted, known } = issue;
  return [
    isAtLeast(severity, 'error') ? 'error' : severity,
    source === undefined ? undefined : formatPosition(source),
    elementPath(issue),
    message,
    `[${rule}]`,
    insertedAt === undefined ? undefined : `inserted at ${formatPosition(insertedAt)}`,
    accepted === undefined ? undefined : `explained: ${explanationOf(issue)}`,
    known === true ? 'in the baseline' : undefined,
    ...guideRuleTexts(issue),
  ]
    .filter((part) => part !== undefined)
    .map(visibleLine)
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
