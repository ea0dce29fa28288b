import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { rules } from '../../scripts/validate/finding/rules.ts';
import { createValidator, type ValidatorOptions } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from './case-definitions.ts';
import { parseCase, type ValidationCase } from './case-file.ts';
import { strayStep } from './in-json.ts';
import { npmPackages } from './npm-packages.ts';

const folder = new URL('cases/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const packages = await npmPackages();
const unnamed = new Set<string>();

function optionsFor(validationCase: ValidationCase): ValidatorOptions {
  const definitions = caseDefinitions(packages, validationCase);
  const { allowExampleUrls } = validationCase;
  return {
    definitions,
    terminology: createTerminology(definitions),
    package: guide,
    allowExampleUrls,
    liveUrls: !allowExampleUrls,
  };
}

/** Cases without definitions of their own share one validator, as a run over many files does. */
const shared = new Map<boolean, ReturnType<typeof createValidator>>();

function validatorFor(validationCase: ValidationCase): ReturnType<typeof createValidator> {
  const { definitions, valueSets, allowExampleUrls } = validationCase;
  if (definitions.length > 0 || valueSets.length > 0) return createValidator(optionsFor(validationCase));
  const known = shared.get(allowExampleUrls) ?? createValidator(optionsFor(validationCase));
  shared.set(allowExampleUrls, known);
  return known;
}

function isShown({ severity, rule, message }: Issue, { advice, information }: ValidationCase): boolean {
  if (severity === 'information') return information;
  return advice || (rule !== 'best-practice' && !message.startsWith('dom-6'));
}

const toLine = ({ severity, rule, expression }: Issue) =>
  [severity, rule, expression].filter((part) => part !== undefined).join(' ');

/** Undefined for what is no JSON, whose findings name no element. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

for (const file of files) {
  const validationCase = parseCase(readFileSync(new URL(file, folder), 'utf8'));
  test(`${validationCase.rule} (${file})`, () => {
    const text = validationCase.text ?? JSON.stringify(validationCase.resource);
    const profiles = validationCase.profiles.map(canonicalOf);
    const { issues, valid } = validatorFor(validationCase).validate(text, { file, profiles });
    for (const { rule } of issues) if (!Object.hasOwn(rules, rule)) unnamed.add(rule);
    const shown = issues.filter((issue) => isShown(issue, validationCase));
    expect(shown.map(toLine).sort(), JSON.stringify(shown, null, 1)).toEqual([...validationCase.issues].sort());
    const read = parsed(text);
    const stray = read === undefined ? [] : issues.map((issue) => strayStep(read, issue));
    expect(stray.filter((step) => step !== undefined)).toEqual([]);
    expect(valid).toBe(!issues.some(({ severity }) => severity === 'error' || severity === 'fatal'));
  });
}

test('every rule that a case met is explained', () => {
  expect([...unnamed]).toEqual([]);
});

/** Met by what no case can hold: tests/validate/large.test.ts. */
const tooLarge = new Set(['findings-limit']);

test('every rule is met by a case', () => {
  const met = new Set(
    files.flatMap((file) =>
      parseCase(readFileSync(new URL(file, folder), 'utf8')).issues.map((line) => line.split(' ')[1]),
    ),
  );
  expect(Object.keys(rules).filter((rule) => !met.has(rule) && !tooLarge.has(rule))).toEqual([]);
});
