import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { countWanted, missedOf } from './warnings.ts';

/** Of HL7's warnings on R4's own examples, the least part that ours gives as well; `IG_MISSED=1` lists the rest. */
const LEAST = 0.9;

const examples = new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url);
const recorded = readFileSync(new URL('r4-warnings.txt', import.meta.url), 'utf8');

/** Elements by file and kind of warning. */
function recordedWarnings(): Map<string, Map<string, string[]>> {
  const byFile = new Map<string, Map<string, string[]>>();
  for (const line of recorded.split('\n')) {
    const [kind, file, path = ''] = line.split(' ');
    if (kind === undefined || kind === '#' || file === undefined) continue;
    const kinds = byFile.get(file) ?? new Map<string, string[]>();
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
    byFile.set(file, kinds);
  }
  return byFile;
}

test("most warnings of the HL7 validator on R4's examples are ours too", { timeout: 180_000 }, async () => {
  const definitions = createDefinitions(await npmPackages());
  const terminology = createTerminology(definitions);
  const validator = createValidator({ definitions, terminology, allowExampleUrls: true });
  const missed: string[] = [];
  let wanted = 0;
  for (const [file, kinds] of recordedWarnings()) {
    const { issues } = validator.validate(readFileSync(new URL(file, examples), 'utf8'), { file });
    wanted += countWanted(kinds);
    missed.push(...missedOf(kinds, issues, file));
  }
  const share = 1 - missed.length / wanted;
  process.stderr.write(`R4: ${wanted - missed.length} of ${wanted} warnings (${(share * 100).toFixed(1)} %)\n`);
  if (process.env.IG_MISSED) process.stderr.write(`${missed.join('\n')}\n`);
  expect(wanted).toBeGreaterThan(1_000);
  expect(share).toBeGreaterThanOrEqual(LEAST);
});
