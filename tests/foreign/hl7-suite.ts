/**
 * Holds our verdicts against those of HL7's own test suite for validators (the public repository fhir-test-cases):
 *   npm run suite:hl7 -- <its folder> [--show <case>]
 * Takes the R4 cases in JSON that need no server, no further file (but a Questionnaire) and no module of their own, and
 * lists what differs, with the reason where there is one. Exits with 1 if a difference has none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isFhirResource } from '../../scripts/model/fhir.ts';
import { hasErrors } from '../../scripts/model/issue.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator, type Validator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { reasons } from './hl7-suite-reasons.ts';

const Case = z.looseObject({
  name: z.string(),
  file: z.string(),
  version: z.string().optional(),
  module: z.string().optional(),
  'use-test': z.boolean().optional(),
  supporting: z.array(z.string()).optional(),
  java: z.unknown().optional(),
});
const Manifest = z.looseObject({ 'test-cases': z.array(Case) });
const Outcome = z.looseObject({
  issue: z
    .array(
      z.looseObject({
        severity: z.string(),
        details: z.looseObject({ text: z.string().optional() }).optional(),
        expression: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/** What a case may say without needing anything but the resource and R4's packages. */
const OPEN = new Set(
  ['name', 'file', 'version', 'module', 'use-test', 'java', 'description', 'explanation'].concat([
    'documentation',
    'examples',
    'debug',
    'firely-sdk-current',
    'firely-sdk-wip',
    'brianpos',
    'allowed-extension-domain',
  ]),
);
/** What cases of Questionnaires say beside that: the Questionnaire, and that nothing is fetched from elsewhere. */
const WITH_FORMS = new Set(['supporting', 'fetcher', 'validateReference', 'assumeValidRestReferences']);
/** Other syntaxes, other models, a server's codes, signatures and cards, patterns for other tools. */
const OTHER_MODULES = new Set([
  'tx',
  'tx-advanced',
  'cda',
  'cdshooks',
  'shc',
  'json5',
  'matchetype',
  'dsig',
  'logical',
  'xver',
]);

const { values, positionals } = parseArgs({ options: { show: { type: 'string' } }, allowPositionals: true });
const folder = join(positionals[0] ?? '.', 'validator');
const manifestFile = join(folder, 'manifest.json');
if (!existsSync(manifestFile)) {
  process.stderr.write(`There is no ${manifestFile}. Name the folder of a clone of HL7's fhir-test-cases.\n`);
  process.exit(2);
}
const cases = Manifest.parse(readJson(manifestFile))['test-cases'].filter(
  (each) =>
    (each.version ?? '').startsWith('4.0') &&
    each.file.endsWith('.json') &&
    each['use-test'] !== false &&
    !OTHER_MODULES.has(each.module ?? '') &&
    Object.keys(each).every((key) => OPEN.has(key) || (each.module === 'questionnaire' && WITH_FORMS.has(key))) &&
    (each.supporting ?? []).every((name) => name.endsWith('.json')),
);

const packages = await npmPackages();
const [strict, lenient] = [validatorWith([], false), validatorWith([], true)];

let [equal, compared, unexplained] = [0, 0, 0];
for (const { name, file, java, examples, supporting = [] } of cases) {
  const expected = outcomeOf(java);
  const path = join(folder, file);
  if (expected === undefined || !existsSync(path)) continue;
  compared++;
  const validator = supporting.length > 0 ? validatorWith(supporting, true) : examples === true ? lenient : strict;
  const { valid, issues } = validator.validate(readFileSync(path, 'utf8'), { file });
  const wanted = (expected.issue ?? []).filter(({ severity }) => severity === 'error' || severity === 'fatal');
  const isEqual = valid === (wanted.length === 0);
  if (valid === hasErrors(issues)) throw new Error(`The verdict on ${name} is not that of its issues`);
  if (isEqual) equal++;
  if (isEqual && values.show !== name) continue;
  const reason = reasons[name];
  if (!isEqual && reason === undefined) unexplained++;
  process.stdout.write(`${isEqual ? 'equal' : valid ? 'HL7 refuses' : 'we refuse'}  ${name}\n`);
  if (!isEqual) process.stdout.write(`    ${reason === undefined ? 'no reason is known' : `because  ${reason}`}\n`);
  for (const { severity, details, expression } of wanted.slice(0, 5))
    process.stdout.write(`    HL7   ${severity} ${expression?.join() ?? ''} ${details?.text ?? ''}\n`);
  for (const { severity, message, expression, rule } of issues.filter((issue) => hasErrors([issue])).slice(0, 5))
    process.stdout.write(`    ours  ${severity} ${expression ?? ''} ${message} (${rule})\n`);
}
const share = ((100 * equal) / compared).toFixed(1);
process.stdout.write(
  `${equal} of ${compared} verdicts are equal (${share} %), ${unexplained} differ without a reason\n`,
);
if (unexplained > 0) process.exitCode = 1;

/** @param supporting files with definitions that the case needs */
function validatorWith(supporting: readonly string[], allowExampleUrls: boolean): Validator {
  const resources = supporting.map((name) => readJson(join(folder, name))).filter(isFhirResource);
  const guide = { package: { id: 'case', version: '1' }, dependencies: [], resources };
  const definitions = createDefinitions(packages, resources.length === 0 ? undefined : guide);
  return createValidator({
    definitions,
    terminology: createTerminology(definitions),
    allowExampleUrls,
    liveUrls: !allowExampleUrls,
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}

/** An outcome stands in the manifest or in a file of its own. */
function outcomeOf(java: unknown): z.infer<typeof Outcome> | undefined {
  if (typeof java !== 'string') return Outcome.safeParse((java as { outcome?: unknown } | undefined)?.outcome).data;
  const path = join(folder, 'outcomes', java);
  return existsSync(path) ? Outcome.parse(readJson(path)) : undefined;
}
