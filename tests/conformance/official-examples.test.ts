import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAtLeast } from '../../scripts/model/issue.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { knownAlarms } from './known-differences.ts';

/** HL7's package of all examples and definitions of R4. */
const examples = new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url);
const files = existsSync(examples)
  ? readdirSync(examples).filter((name) => /^[A-Z].*\.json$/.test(name) || name === 'ig-r4.json')
  : [];
/** Three Bundles repeat the definitions that are files of their own. */
const LARGE = 10_000_000;
const isLarge = (file: string) => statSync(new URL(file, examples)).size > LARGE;

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({ definitions, terminology: createTerminology(definitions), allowExampleUrls: true });
const validate = (file: string) => validator.validate(readFileSync(new URL(file, examples), 'utf8'), { file });

test('the alarms on the official examples are those that are explained', { timeout: 180_000 }, () => {
  const found = new Map<string, number>();
  for (const file of files.filter((name) => !isLarge(name))) {
    const { resource, issues } = validate(file);
    for (const { rule } of issues.filter(({ severity }) => isAtLeast(severity, 'error'))) {
      const place = `${rule} ${resource?.split('/')[0]}`;
      found.set(place, (found.get(place) ?? 0) + 1);
    }
  }
  expect(files.length).toBeGreaterThan(5_300);
  expect([...found].sort()).toEqual([...knownAlarms()].sort());
});

test('Bundles of tens of megabytes go through in seconds', { timeout: 180_000 }, () => {
  for (const file of files.filter(isLarge)) {
    const started = performance.now();
    expect(validate(file).profiles).toContain('http://hl7.org/fhir/StructureDefinition/Bundle|4.0.1');
    expect(performance.now() - started, file).toBeLessThan(45_000);
  }
});
