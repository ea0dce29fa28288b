import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { questionnairesIn } from '../../scripts/pipeline/questionnaires-at-hand.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const url = 'http://forms.test/Questionnaire/q';
const form = (version: string, type: string) =>
  JSON.stringify({ resourceType: 'Questionnaire', url, version, status: 'active', item: [{ linkId: 'a', type }] });

// HL7's validator 6.8.2 takes such a response for valid: it looks for Questionnaires only among what is loaded.
test('a response is held against a Questionnaire among the files of the run', async () => {
  const files = [
    written('q1.json', form('1', 'string')),
    written('rest.ndjson', `\n{"resourceType":"Patient"}\n${form('2', 'integer')}\nnot "Questionnaire" {\n`),
    written('broken.json', '{ "resourceType": "Questionnaire"'),
    join(folder, 'gone.json'),
    folder,
    '-',
  ];
  const definitions = createDefinitions(await npmPackages());
  const terminology = createTerminology(definitions);
  const validator = createValidator({ definitions, terminology, questionnaireAtHand: questionnairesIn(files) });
  const found = (questionnaire: string) => {
    const item = [{ linkId: 'a', answer: [{ valueString: 'x' }] }];
    const response = { resourceType: 'QuestionnaireResponse', questionnaire, status: 'completed', item };
    const { issues } = validator.validate(JSON.stringify(response), { file: 'response.json' });
    return issues.filter(({ rule }) => /questionnaire|not-checked/.test(rule)).map(({ rule }) => rule);
  };
  expect(found(url)).toEqual([]);
  expect(found(`${url}|2`)).toEqual(['questionnaire-type']);
  expect(found(`${url}|3`)).toEqual(['not-checked']);
});
