import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { GuideResource, Usage } from '../../scripts/model/definition/compiled.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import type { Guide } from '../../scripts/pipeline/guide/guide.ts';
import {
  type PublisherRun,
  publisherFindings,
  suppressOffline,
} from '../../scripts/pipeline/publishing/publisher-qa.ts';
import { judge } from '../../scripts/pipeline/suppressions.ts';
import { OFFLINE_REASON } from '../../scripts/qa/offline.ts';
import { gate } from '../../scripts/report/gate/gate.ts';
import { parseIgnoreWarnings } from '../../scripts/report/gate/ignore-warnings.ts';

const fixtures = fileURLToPath(new URL('../fixtures/publisher-qa', import.meta.url));

function guideResource(resourceType: string, id: string, usage: Usage, paths: readonly string[] = []): GuideResource {
  const position = { file: `input/fsh/${id}.fsh`, line: 1 };
  return {
    resource: { resourceType, id },
    file: `fsh-generated/resources/${resourceType}-${id}.json`,
    usage,
    origin: {
      name: id,
      kind: resourceType === 'StructureDefinition' ? 'Profile' : 'Instance',
      position,
      endLine: 99,
      rules: paths.map((path, index) => ({ path, position: { file: position.file, line: 10 + index } })),
    },
  };
}

const heartrate = guideResource('StructureDefinition', 'MESObservationHeartrate', 'definition', [
  'status',
  'performer',
]);
const elements = Array.from({ length: 57 }, (_, index) => ({
  id: index === 56 ? 'Observation.performer' : 'Observation',
}));
const resources: GuideResource[] = [
  guideResource('Bundle', 'alimentation-reponse-dispositif-connu', 'example', [
    'type',
    'entry[0].response.location',
    'entry[1].response.location',
  ]),
  guideResource('Observation', 'tension-complet', 'example', ['meta.profile[0]', 'component[2]']),
  { ...heartrate, resource: { ...heartrate.resource, snapshot: { element: elements } } },
  guideResource('StructureDefinition', 'MESDevice', 'definition'),
];
const ours = (...issues: Issue[]): ResourceResult[] =>
  resources.map(({ file, resource }, index) => ({
    file,
    resource: `${resource.resourceType}/${resource.id}`,
    profiles: [],
    valid: true,
    issues: index === 0 ? issues : [],
  }));

/** The sources of a page with a broken link, on its third line. */
const project = mkdtempSync(join(tmpdir(), 'ig-qa-project-'));
mkdirSync(join(project, 'input/pagecontent'), { recursive: true });
writeFileSync(join(project, 'input/pagecontent/downloads.md'), '# Downloads\n\n* [JSON](definitions.json.zip)\n');

const created = [project];
afterAll(() => {
  for (const folder of created) rmSync(folder, { recursive: true, force: true });
});

/** A run whose output is a copy of the recorded one, with files changed or taken away. */
function run(
  change: Readonly<Record<string, string | undefined>> = {},
  more: Partial<PublisherRun> = {},
): PublisherRun {
  const output = mkdtempSync(join(tmpdir(), 'ig-qa-'));
  created.push(output);
  cpSync(fixtures, output, { recursive: true });
  for (const [name, text] of Object.entries(change)) {
    if (text === undefined) rmSync(join(output, name));
    else writeFileSync(join(output, name), text);
  }
  return {
    output,
    log: readFileSync(join(output, 'log.txt'), 'utf8').split('\n'),
    startedAt: new Date('2026-11-25T01:59:20Z'),
    version: '2.1.2',
    folder: project,
    guide: { resources } as unknown as Guide,
    results: ours(),
    ...more,
  };
}
const lines = (issues: readonly Issue[] = []) =>
  issues.map(({ severity, rule, source }) =>
    [severity, rule, source && `${source.file}:${source.line ?? ''}`].filter((part) => part !== undefined).join(' '),
  );

describe('a run that came to its end', () => {
  const found = publisherFindings(run());

  test('findings on a resource have the FSH line of the element', () => {
    expect(lines(found.results[0]?.issues)).toEqual([
      'warning publisher:Type_Specific_Checks_DT_URL_Resolve input/fsh/alimentation-reponse-dispositif-connu.fsh:11',
      'warning publisher:Type_Specific_Checks_DT_URL_Resolve input/fsh/alimentation-reponse-dispositif-connu.fsh:12',
    ]);
    expect(lines(found.results[1]?.issues)).toEqual([
      'information publisher:Details_for__matching_against_Profile_ input/fsh/tension-complet.fsh:10',
      'information publisher:Details_for__matching_against_Profile_ input/fsh/tension-complet.fsh:11',
    ]);
  });

  test('an element of a snapshot is looked for by its id, and what a profile inherits is at its head', () => {
    expect(lines(found.results[2]?.issues).filter((line) => !line.includes('publisher-image'))).toEqual([
      'warning publisher:TYPE_SPECIFIC_CHECKS_DT_CANONICAL_RESOLVE input/fsh/MESObservationHeartrate.fsh:11',
      'warning publisher:SD_ED_TYPE_PROFILE_UNKNOWN input/fsh/MESObservationHeartrate.fsh:11',
    ]);
  });

  test('an error makes the resource invalid, and the gate closes', () => {
    expect(found.results[2]).toMatchObject({ valid: false });
    expect(gate(found, 'error')).toBe(1);
  });

  test('of the guide as a whole: fragments, and broken links with the page or the resource that they are on', () => {
    expect(lines(found.issues)).toEqual([
      ...Array(3).fill('warning publisher-fragment'),
      'error publisher:IG_DEPENDENCY_CLASH_CANONICAL fsh-generated/resources/ImplementationGuide-ans.fhir.fr.mesmesures.json:',
      'warning publisher-broken-link input/fsh/MESDevice.fsh:1',
      'warning publisher-broken-link input/fsh/MESDevice.fsh:1',
      'warning publisher-broken-link input/pagecontent/downloads.md:3',
      'information publisher-suppressed',
      'information not-checked',
    ]);
  });

  test('examples are compared with ours, without what it could not check', () => {
    expect(found.comparison).toMatchObject({
      engine: { name: 'publisher', version: '2.1.2' },
      resources: 2,
      sameVerdict: 2,
      onlyHl7: 2,
      artefacts: 1,
    });
  });

  test('its suppressions that were of use count as used', () => {
    expect(found.applied).toEqual(['%should have a performer%']);
    const { value } = parseIgnoreWarnings('# r\n%should have a performer%\n# s\n%never met%\n');
    const judged = judge(found, value, ['ig', 'publisher', 'sushi'], found.applied);
    const unused = judged.issues.filter(({ rule }) => rule === 'suppression-unused');
    expect(unused.map(({ message }) => message)).toEqual([expect.stringContaining("'%never met%'")]);
  });
});

test('what it left out because it could not check it is told in one note, and is no suppression of the project', () => {
  const page = `<a name="suppressed"> </a><p><b>${OFFLINE_REASON}</b></p><ul>\n <li>UNKNOWN_CODESYSTEM <span style="color: navy">(40 uses)</span></li>\n</ul>\n`;
  const found = publisherFindings(run({ 'qa.html': page }));
  const notes = found.issues.filter(({ severity }) => severity === 'information');
  expect(notes.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    expect.stringMatching(/^not-checked 41 times the IG Publisher could not check/),
  ]);
  expect(found.applied).toEqual([]);
});

test('the copy that a run without a network reads gets the suppressions for it', () => {
  const { output } = run();
  suppressOffline(output);
  const text = readFileSync(join(output, 'input/ignoreWarnings.txt'), 'utf8');
  expect(text).toMatch(/^== Suppressed Messages ==\n/);
  expect(text).toContain('\nUNKNOWN_CODESYSTEM\n');
});

describe('what we have found ourselves', () => {
  const location = 'Bundle.entry[0].response.location';
  const issue: Issue = { severity: 'warning', code: 'value', rule: 'reference', message: 'm', expression: location };
  const theirs = 'publisher:Type_Specific_Checks_DT_URL_Resolve';
  const rules = (ours_: Issue) =>
    publisherFindings(run({}, { results: ours(ours_) })).results[0]?.issues.map(({ rule }) => rule);

  test('is not told a second time', () => expect(rules(issue)).toEqual(['reference', theirs]));

  test('does not hide theirs where ours is explained, or is about the whole resource', () => {
    expect(rules({ ...issue, accepted: 'why' })).toEqual(['reference', theirs, theirs]);
    expect(rules({ ...issue, expression: 'Bundle' })).toEqual(['reference', theirs, theirs]);
  });
});

test('a verdict that differs is a finding about us', () => {
  const issue: Issue = { severity: 'error', code: 'value', rule: 'binding', message: 'm', expression: 'Bundle.type' };
  const results = ours(issue).map((result, index) => (index === 0 ? { ...result, valid: false } : result));
  const found = publisherFindings(run({}, { results }));
  expect(found.comparison).toMatchObject({ resources: 2, sameVerdict: 1, onlyIg: 1 });
  expect(found.results[0]?.issues).toContainEqual(
    expect.objectContaining({
      rule: 'second-opinion',
      message: expect.stringMatching(
        /^The IG Publisher finds this resource valid, and ig does not, because of binding/,
      ),
    }),
  );
});

describe('a run that does not count is an error, and our own findings stay', () => {
  const add = (claim: string, change: Parameters<typeof run>[0], rule: string, more?: Partial<PublisherRun>) => {
    test(claim, () => {
      const made = run(change, more);
      const found = publisherFindings(made);
      expect(found.issues.filter(({ severity }) => severity === 'error').map((issue) => issue.rule)).toEqual([rule]);
      expect(found.results).toEqual(made.results);
      expect(gate(found, 'error')).toBe(1);
    });
  };
  const json = JSON.parse(readFileSync(join(fixtures, 'qa.json'), 'utf8'));
  add('no output at all', {}, 'publisher-qa-missing', { output: '/nowhere' });
  add('no qa.json', { 'qa.json': undefined }, 'publisher-qa-missing');
  add('an exception', { 'qa.json': JSON.stringify({ ...json, exception: 'x' }) }, 'publisher-exception');
  add('qa.json of an earlier run', {}, 'publisher-qa-stale', { startedAt: new Date('2026-11-25T02:30:00Z') });
  add('qa.json cut short', { 'qa.json': '{"errs"' }, 'publisher-qa-unreadable');
  add('no qa.xml', { 'qa.xml': undefined }, 'publisher-qa-unreadable');
  add(
    'qa.xml cut short',
    { 'qa.xml': readFileSync(join(fixtures, 'qa.xml'), 'utf8').slice(0, 5000) },
    'publisher-qa-unreadable',
  );
});

test('errors that the counts have and the files do not are not lost', () => {
  const json = JSON.parse(readFileSync(join(fixtures, 'qa.json'), 'utf8'));
  const found = publisherFindings(run({ 'qa.json': JSON.stringify({ ...json, errs: 5 }), 'qa.txt': '' }));
  const told = found.issues.filter(({ rule }) => rule === 'publisher-qa-incomplete').map(({ message }) => message);
  expect(told).toEqual([
    expect.stringMatching(/counts 5 errors, and 2 of them can be read/),
    expect.stringMatching(/counts 3 broken links, and 0 of them can be read/),
  ]);
});
