import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from './npm-packages.ts';

/** Resources with the HL7 validator's verdicts; kept beside the project, not in it. */
const conformance = new URL('../../../shared/conformance/', import.meta.url);
const absent = !existsSync(conformance);
if (absent) process.stderr.write('Skipped: agreement with the HL7 validator (its verdicts are not on this machine).\n');

interface Oracle {
  readonly [file: string]: { readonly coreVerdict: string; readonly crash?: unknown };
}
interface Manifest {
  readonly [file: string]: { readonly distrust?: unknown; readonly crash?: unknown };
}

function read<T>(file: string): T | undefined {
  const url = new URL(file, conformance);
  return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as T) : undefined;
}

/** Each difference is ours to explain: the list may only get shorter. */
const known: { readonly [corpus: string]: readonly string[] } = {
  corpusA: [],
  corpusB: [
    // A display list of HL7 Terminology that the HL7 validator did not look at; the code is not in its code system.
    'Condition-example--bad-code-in-hl7-system-extensible-09.json',
    // It claims the profile of another type, which happens to ask for nothing that is not there.
    'Device-example--meta-profile-wrong-type-01.json',
    // "@@@" is no base64: https://hl7.org/fhir/R4/datatypes.html#base64Binary
    'MedicationRequest-medrx0301--bad-format-base64Binary-01.json',
  ],
};

for (const corpus of ['corpusA', 'corpusB']) {
  test.skipIf(absent)(`verdicts of ${corpus} equal those of the HL7 validator`, async () => {
    const definitions = createDefinitions(await npmPackages());
    const validator = createValidator({
      definitions,
      terminology: createTerminology(definitions),
      allowExampleUrls: true,
    });
    const oracle = read<Oracle>(`${corpus}/oracle.json`) ?? {};
    const manifest = read<Manifest>(`${corpus}/manifest.json`) ?? {};
    const differences = readdirSync(new URL(`${corpus}/resources/`, conformance)).filter((file) => {
      const expected = oracle[file];
      const { distrust, crash } = manifest[file] ?? {};
      if (expected === undefined || expected.crash || distrust || crash) return false;
      const { valid } = validator.validate(readFileSync(new URL(`${corpus}/resources/${file}`, conformance), 'utf8'), {
        file,
      });
      return valid === (expected.coreVerdict === 'error');
    });
    expect(differences.sort()).toEqual(known[corpus]);
  });
}
