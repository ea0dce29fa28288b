import { expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { temporaryProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

const packages = guidePackages(corePackage());

/** Each finding: its line, and what it says of the number. */
async function changed(fsh: string): Promise<string[]> {
  const { issues } = await compileProject(temporaryProject({ 'input/fsh/a.fsh': fsh }), packages);
  return issues
    .filter(({ rule }) => rule === 'decimal-changed')
    .map(({ source, message }) => `${source?.line} ${/SUSHI writes (.*?):/.exec(message)?.[1]}`);
}

const head = 'Instance: x\nInstanceOf: Observation\n* status = #final\n* code.text = "1.0"\n';

test.each([
  ['* valueQuantity.value = 19.00', '5 19.00 as 19'],
  ['* valueQuantity.value = 3.10', '5 3.10 as 3.1'],
  ['* valueQuantity.value = 0.00', '5 0.00 as 0'],
  ['* valueQuantity.value = -0.50', '5 -0.50 as -0.5'],
  ['* valueQuantity.value = 1.23456789012345678901', '5 1.23456789012345678901 as 1.2345678901234567'],
  ["* valueQuantity = 1.50 'mg' // 2.0", '5 1.50 as 1.5'],
  ['* valueQuantity = 1.50 \'mg\' "3.0 mg"', '5 1.50 as 1.5'],
  ["* valueRatio = 1.0 'mg' : 2 'mL'", '5 1.0 as 1'],
])('%s', async (rule, told) => expect(await changed(`${head}${rule}\n`)).toEqual([told]));

test.each([
  '* valueQuantity.value = 19',
  '* valueQuantity.value = 0.1',
  '* valueQuantity.value = 00.5',
  '* valueQuantity.value = 0.0000001',
  '* valueQuantity.value = 1e3',
  '* valueInteger = 100',
  "* valueQuantity = 1.5 'mg' // 2.0",
  '* valueString = "1.0"',
])('%s stays as it is', async (rule) => expect(await changed(`${head}${rule}\n`)).toEqual([]));

test('a line of a RuleSet is told once, wherever it is inserted; one with parameters where it gets them', async () => {
  const fsh = `RuleSet: Low
* referenceRange.low.value = 1.50

RuleSet: Value(v)
* valueQuantity.value = {v}

${['a', 'b'].map((name) => `${head.replace('x', name)}* insert Low\n* insert Value(2.${name === 'a' ? '0' : '5'})\n`).join('\n')}`;
  expect(await changed(fsh)).toEqual(['2 1.50 as 1.5', '5 2.0 as 2']);
});

test('profiles too', async () =>
  expect(await changed('Profile: P\nParent: Observation\n* valueQuantity.value = 37.0\n')).toEqual(['3 37.0 as 37']));
