import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { compareCorpus, corpusPackages, isAbsent, readJsonFile } from './corpus.ts';
import { knownDifferences } from './known-differences.ts';
import { differencesOf, type SupportedCase } from './supported-case.ts';

const absent = isAbsent('agreement with the HL7 validator');

/** Of each corpus, the least part of its verdicts that must be the same. */
const corpora = { corpusA: 0.995, corpusB: 0.99, corpusD: 0.99 };

for (const [corpus, least] of Object.entries(corpora)) {
  test.skipIf(absent)(`verdicts and paths of ${corpus} are those of the HL7 validator`, async () => {
    const definitions = createDefinitions([...(await npmPackages()), ...(await corpusPackages(corpus))]);
    const terminology = createTerminology(definitions);
    const validator = createValidator({ definitions, terminology, allowExampleUrls: true });
    const { resources, wanted, alarmed, differences } = compareCorpus(corpus, validator);
    const count = (kind: string) => differences.filter((difference) => difference.startsWith(`${kind} `)).length;
    expect([...differences].sort()).toEqual(knownDifferences(corpus));
    expect(1 - count('verdict') / resources).toBeGreaterThanOrEqual(least);
    expect(1 - count('missed') / wanted).toBeGreaterThanOrEqual(0.97);
    expect(count('alarm') / alarmed).toBeLessThanOrEqual(0.01);
  });
}

test.skipIf(absent)("the cases of the HL7 validator's own tests end as there", async () => {
  const packages = await npmPackages();
  const cases = readJsonFile<SupportedCase[]>('corpusC/cases.json') ?? [];
  expect(cases.flatMap((supported) => differencesOf(supported, packages)).sort()).toEqual(knownDifferences('corpusC'));
});
