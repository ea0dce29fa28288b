import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { createJudge } from '../../scripts/pipeline/api.ts';
import { guideValidator } from '../../scripts/pipeline/check.ts';
import { guideChecker } from '../../scripts/pipeline/checker/make-checker.ts';
import { withExplained } from '../../scripts/pipeline/explained-findings.ts';
import { compileGuide } from '../../scripts/pipeline/guide/guide.ts';
import { standInDoubt, withDoubt } from '../../scripts/pipeline/stand-in-doubt.ts';
import { readSuppressions } from '../../scripts/pipeline/suppressions.ts';
import { readCases } from '../api/case-file.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { testFrench } from './french-findings.ts';
import { ask, examplesOf, type Question } from './made-checker.ts';
import { testPrintedCommands } from './printed-commands.ts';

const { signal } = new AbortController();
const packages = await openedPackages();
const guide = await compileGuide(projectFolder, packages, signal);
const files = await guideChecker(projectFolder, guide, packages, signal);

/** As `ig validate` judges. */
const plain = withDoubt(guideValidator(guide, { liveUrls: true }), standInDoubt(packages));
const sender = withExplained(plain, readSuppressions(projectFolder).value);
const own = guide.resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource]));

function judged(question: Question): ResourceResult {
  if ('search' in question) return createJudge(sender, own, question.context).search(question.search);
  const { text, options: { file = '', as, profiles = [], context = {} } = {} } = question;
  if (as === 'fhir') return plain.validate(text, { file, profiles });
  const judge = createJudge(sender, own, context);
  const result = judge.validate(text, { file, profiles });
  const isRead = result.issues.every(({ severity }) => severity !== 'fatal');
  return isRead ? result : judge.answered(result, 'unreadable-body');
}

/** All that `ig` says: status, answer, each finding with its line. */
function expectSame(questions: readonly Question[]): void {
  const found = ask(files, questions);
  for (const [at, question] of questions.entries()) {
    const wanted = JSON.parse(JSON.stringify(judged(question)));
    const what = JSON.stringify('search' in question ? question.search : question.options);
    expect(found[at], what).toEqual(wanted);
  }
}

test('the checker says what ig validate says of every case of the API', () => {
  const runs = [...readCases().values()].flatMap(({ pass, fail }) => [pass, fail.run]);
  expect(runs.length).toBeGreaterThan(100);
  expectSame(
    runs.map((args): Question => {
      const values = (option: string) => args.flatMap((arg, at) => (args[at - 1] === option ? [arg] : []));
      const context = Object.fromEntries(values('--context').map((fact) => fact.split('=', 2)));
      const [search] = values('--search');
      if (search !== undefined) return { search, context };
      const [file = ''] = args.filter((arg) => /\.(json|txt)$/.test(arg));
      const as = args.includes('--as-api') ? 'request' : 'fhir';
      const text = readFileSync(join(projectFolder, file), 'utf8');
      return { text, options: { file, profiles: values('--profile'), context, as } };
    }),
  );
});

test('of every example', () => {
  const examples = guide.resources.flatMap(({ resource, usage }) => (usage === 'example' ? [resource] : []));
  expect(examples.length).toBeGreaterThan(40);
  expectSame(
    examples.flatMap(({ snapshot: _, ...example }) =>
      (['request', 'fhir'] as const).map((as): Question => {
        const text = JSON.stringify(example, undefined, 2);
        return { text, options: { file: `${example.id}.json`, as } };
      }),
    ),
  );
});

test('of what is sent with other types of resources in it', () => {
  const shared = join(projectFolder, 'tests', 'api', 'cases', 'shared');
  const names = readdirSync(shared).filter((name) => name.endsWith('.json'));
  expect(names.length).toBeGreaterThan(5);
  expectSame(
    names.flatMap((file) =>
      ['Observation', 'Patient', 'Claim', 'Questionnaire', 'ValueSet', 'Observatoin'].map((type): Question => {
        const text = readFileSync(join(shared, file), 'utf8').replace('"Observation"', `"${type}"`);
        return { text, options: { file } };
      }),
    ),
  );
});

test('it shows the examples of the guide with their elements in the order of FHIR', () => {
  const examples = examplesOf(files);
  expect(examples.length).toBeGreaterThan(10);
  for (const { id, resource } of examples) {
    expect(resource).toEqual(guide.resources.find((each) => each.resource.id === id)?.resource);
    expect(Object.keys(resource).slice(0, 4), id).toEqual(['resourceType', 'id', 'type', 'entry']);
    const [entry] = resource.entry as { resource: object }[];
    expect(Object.keys(entry?.resource ?? {}).slice(0, 3), id).toEqual(['resourceType', 'id', 'meta']);
  }
});

// Here, because compiling the guide takes longer than all of the tests.
testPrintedCommands(files);
testFrench(files);
