import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages, packedPackages } from './npm-packages.ts';

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
    // The code is not in its code system, which is loaded; the HL7 validator did not look it up.
    'Condition-example--bad-code-in-hl7-system-extensible-09.json',
    // It claims the profile of another type, which happens to ask for nothing that is not there.
    'Device-example--meta-profile-wrong-type-01.json',
    // "@@@" is no base64: https://hl7.org/fhir/R4/datatypes.html#base64Binary
    'MedicationRequest-medrx0301--bad-format-base64Binary-01.json',
  ],
  corpusD: [
    // Judged against a profile that the file no longer claims; without the claim nobody can know it.
    'DEV-bp-min__dev-claim-missing.json',
    'DEV-therm-min__dev-claim-missing.json',
    // Claims both releases. Only the older requires the binding, and it means its own value set, which has the code.
    'O301-bodyweight-contained__claim-both-releases.json',
    // Claims a profile without a version, which with both releases loaded means the newer one.
    'O301-glucose-interstitial-full__claim-without-version.json',
    // vs-1 as this profile states it is false of every Period; the HL7 validator says so of its sister profiles alone.
    'O320-waist-full__effective-period.json',
  ],
};

/** Both releases of one package, and what each rests on, loaded at once: neither may answer for the other. */
async function extraPackages(corpus: string): Promise<InstalledPackage[]> {
  const folder = new URL(`${corpus}/packages/`, conformance);
  if (!existsSync(folder)) return [];
  const releases = readdirSync(folder).map((release) => packedPackages(new URL(`${release}/`, folder)));
  return (await Promise.all(releases)).flat();
}

for (const corpus of ['corpusA', 'corpusB', 'corpusD']) {
  test.skipIf(absent)(`verdicts of ${corpus} equal those of the HL7 validator`, async () => {
    const definitions = createDefinitions([...(await npmPackages()), ...(await extraPackages(corpus))]);
    const terminology = createTerminology(definitions);
    const validator = createValidator({ definitions, terminology, allowExampleUrls: true });
    const oracle = read<Oracle>(`${corpus}/oracle.json`) ?? {};
    const manifest = read<Manifest>(`${corpus}/manifest.json`) ?? {};
    const resources = new URL(`${corpus}/resources/`, conformance);
    const differences = readdirSync(resources).filter((file) => {
      const expected = oracle[file];
      const { distrust, crash } = manifest[file] ?? {};
      if (expected === undefined || expected.crash || distrust || crash) return false;
      const { valid } = validator.validate(readFileSync(new URL(file, resources), 'utf8'), { file });
      return valid === (expected.coreVerdict === 'error');
    });
    expect(differences.sort()).toEqual(known[corpus]);
  });
}
