import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readLog } from '../../scripts/qa/log.ts';
import { readAppliedSuppressions } from '../../scripts/qa/qa-html.ts';
import { readQaJson } from '../../scripts/qa/qa-json.ts';
import { readPageFaults } from '../../scripts/qa/qa-text.ts';
import { parseQaXml } from '../../scripts/qa/qa-xml.ts';
import { toIssue } from '../../scripts/qa/to-issue.ts';

/** Cut from a run of the IG Publisher 2.1.2 on this guide, with a template that lacked images; one broken link added. */
const recorded = (name: string) => readFileSync(new URL(`../fixtures/publisher-qa/${name}`, import.meta.url), 'utf8');

describe('qa.xml', () => {
  const messages = parseQaXml(recorded('qa.xml'));
  if ('fault' in messages) throw new Error(messages.fault);

  test('has a message for each issue: its file, place, name and finder', () => {
    expect(messages).toHaveLength(12);
    expect(messages.find(({ id }) => id === 'Type_Specific_Checks_DT_URL_Resolve')).toEqual({
      file: '/home/editor/run/ig/fsh-generated/resources/Bundle-alimentation-reponse-dispositif-connu.json',
      severity: 'warning',
      code: 'invalid',
      source: 'InstanceValidator',
      id: 'Type_Specific_Checks_DT_URL_Resolve',
      text: "No definition could be found for URL value 'Observation/48215'",
      location: 'Bundle/alimentation-reponse-dispositif-connu: Bundle.entry[0].response.location',
      line: 9,
      column: 40,
    });
    expect(messages.filter(({ file }) => file === undefined).map(({ text }) => text.slice(0, 20))).toEqual([
      'An HTML fragment fro',
      "The HTML fragment 'g",
      "The HTML fragment 'e",
    ]);
  });

  test('each becomes an issue with a name, and with the element as we write it', () => {
    const issues = messages.map(toIssue);
    expect(issues.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      ...Array(3).fill('warning publisher-fragment'),
      ...Array(2).fill('warning publisher:Type_Specific_Checks_DT_URL_Resolve'),
      'error publisher:IG_DEPENDENCY_CLASH_CANONICAL',
      'warning publisher:UNKNOWN_CODESYSTEM',
      ...Array(2).fill('information publisher:Details_for__matching_against_Profile_'),
      'warning publisher:TYPE_SPECIFIC_CHECKS_DT_CANONICAL_RESOLVE',
      'warning publisher:SD_ED_TYPE_PROFILE_UNKNOWN',
      'error publisher-image',
    ]);
    expect(issues[3]).toMatchObject({ code: 'invalid', expression: 'Bundle.entry[0].response.location' });
    expect(issues[0]).not.toHaveProperty('expression'); // '2' is none
  });

  test('a message on several lines is told on one, an unknown code is an ordinary one', () => {
    const text = `<Bundle xmlns="http://hl7.org/fhir"><entry><resource><OperationOutcome><issue><severity value="success"/><code value="unheard-of"/><details><text value="a &#10;  b &lt;c&gt;"/></details></issue></OperationOutcome></resource></entry></Bundle>`;
    const found = parseQaXml(text);
    expect('fault' in found ? found : found.map(toIssue)).toEqual([
      { severity: 'information', code: 'processing', rule: 'publisher-message', message: 'a b <c>' },
    ]);
  });

  const broken: Readonly<Record<string, string>> = {
    'an empty file': '',
    'a file cut short': recorded('qa.xml').slice(0, 4000),
    'another resource': '<OperationOutcome xmlns="http://hl7.org/fhir"/>',
    'a page of HTML': '<!DOCTYPE html><html><body><p>502</body></html>',
    'an entity that is not defined': '<Bundle xmlns="http://hl7.org/fhir"><entry>&evil;</entry></Bundle>',
  };
  for (const [claim, text] of Object.entries(broken)) {
    test(`${claim} is no result`, () => expect(parseQaXml(text)).toHaveProperty('fault'));
  }
});

describe('qa.json', () => {
  const started = new Date('2026-11-25T01:59:20Z');
  const change = (more: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ ...JSON.parse(recorded('qa.json')), ...more });
  const rules = (text: string | undefined, at = started, end?: string) => {
    const { value, issues } = readQaJson(text, at, end);
    return { value, told: issues.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`) };
  };

  test('of this run, with counts, is a result', () => {
    expect(rules(recorded('qa.json'))).toEqual({ value: { errs: 2, warnings: 8, hints: 2 }, told: [] });
  });

  const cases: Readonly<Record<string, readonly [text: string | undefined, told: RegExp]>> = {
    'none, whatever the exit code': [undefined, /^error publisher-qa-missing .*ended without qa\.json/],
    'an exception in it': [
      change({ exception: 'Unable to find\n the template' }),
      /^error publisher-exception The IG Publisher gave up: Unable to find the template$/,
    ],
    'an exception in place of counts': [
      JSON.stringify({ dateISO8601: '2026-11-25T01:59:22+00:00', exception: 'x' }),
      /^error publisher-exception /,
    ],
    'of an earlier run': [
      change({ dateISO8601: '2026-11-24T23:00:00+00:00' }),
      /^error publisher-qa-stale .*earlier run/,
    ],
    'of another clock, in time': [change({ dateISO8601: '2026-11-25T02:59:22+02:00' }), /^error publisher-qa-stale/],
    'no date': [change({ dateISO8601: undefined }), /^error publisher-qa-unreadable .*dateISO8601/],
    'a date that is none': [change({ dateISO8601: 'today' }), /^error publisher-qa-stale/],
    'no counts': [change({ errs: undefined }), /^error publisher-qa-unreadable .*how many/],
    'counts that are none': [change({ errs: '2' }), /^error publisher-qa-unreadable .*errs/],
    'no JSON': ['{"errs": 0', /^error publisher-qa-unreadable .*no JSON object/],
    'no object': ['[]', /^error publisher-qa-unreadable/],
  };
  for (const [claim, [text, told]] of Object.entries(cases)) {
    test(`${claim}: no result`, () => {
      const read = rules(text);
      expect(read.value).toBeUndefined();
      expect(read.told).toEqual([expect.stringMatching(told)]);
    });
  }

  test('the last words of a run without one are told', () => {
    expect(rules(undefined, started, 'No space left on device').told[0]).toMatch(/Its last words: No space left/);
  });
});

describe('qa.txt', () => {
  test('tells of links and images that lead nowhere, as warnings, and leaves the rest to qa.xml', () => {
    const messages = parseQaXml(recorded('qa.xml'));
    const elsewhere = new Set('fault' in messages ? [] : messages.map(({ text }) => text));
    expect(readPageFaults(recorded('qa.txt'), elsewhere)).toMatchObject([
      { rule: 'publisher-broken-link', page: 'StructureDefinition-MESDevice.html', target: 'tree-filter.png' },
      { rule: 'publisher-broken-link', severity: 'warning', target: 'tbl_spacer.png' },
      { rule: 'publisher-broken-link', page: 'downloads.html', target: 'definitions.json.zip' },
    ]);
  });

  test('knows the other faults of a page', () => {
    const text = [
      '== n/a ==',
      'WARNING: a.html#/html/body/a at Line 1, column 2: The link \'http://x.org/y\' for "y" is a canonical link and is therefore unsafe with regard to versions',
      'ERROR: en/b.html: Unable to parse the page',
      '== input/x.json ==',
      'ERROR: c.html: The link \'z\' for "z" cannot be resolved',
    ].join('\r\n');
    expect(readPageFaults(text, new Set())).toMatchObject([
      { rule: 'publisher-unversioned-link', severity: 'warning', page: 'a.html' },
      { rule: 'publisher-page', severity: 'error', page: 'en/b.html' },
    ]);
  });
});

test('qa.html tells which suppressions were of use', () => {
  const applied = readAppliedSuppressions(recorded('qa.html'));
  expect(applied).toHaveLength(6);
  expect(applied.filter(({ uses }) => uses > 0)).toEqual([
    {
      pattern: '%should have a performer%',
      reason: "Les exemples minimaux montrent ce que l'API exige, et l'auteur de la mesure n'en fait pas partie.",
      uses: 19,
    },
  ]);
  expect(readAppliedSuppressions('<html/>')).toEqual([]);
  const escaped = `<a name="suppressed"> </a><p><b>a &amp; b</b></p><ul>\r\n <li>&lt;p&gt; &quot;x&quot; <span style="color: navy">(2 uses)</span></li>\r\n</ul>`;
  expect(readAppliedSuppressions(escaped)).toEqual([{ pattern: '<p> "x"', reason: 'a & b', uses: 2 }]);
});

describe('the log', () => {
  const lines = (text: string) => text.split('\n').map((line) => stripVTControlCharacters(line));

  test('of a run without trouble tells the number of broken links', () => {
    expect(readLog(lines(recorded('log.txt')))).toEqual({ issues: [], brokenLinks: 3 });
  });

  test('tells what Jekyll complains of, with the page', () => {
    const { issues } = readLog([
      "Jekyll: Liquid Exception: Could not locate the included file 'x.xhtml' in any of [..]. in /run/temp/pages/_includes/en/index.md (00:00.568 / 01:42.637, 649Mb)",
      'Jekyll: Liquid Warning: Liquid syntax error (line 3): Unexpected character & in securite.md',
      'Jekyll: done in 0.42 seconds.',
    ]);
    expect(issues).toMatchObject([
      { severity: 'error', rule: 'publisher-jekyll', source: { file: 'input/pagecontent/index.md' } },
      { severity: 'warning', rule: 'publisher-jekyll', source: { file: 'input/pagecontent/securite.md' } },
    ]);
    expect(issues[0]?.message).not.toContain('649Mb');
  });

  test('tells the last words of a run that failed', () => {
    expect(readLog(['Publishing Content Failed: Unable to load package x (00:00.1 / 00:01.2, 3Mb)']).end).toMatch(
      /^Unable to load package x/,
    );
  });
});
