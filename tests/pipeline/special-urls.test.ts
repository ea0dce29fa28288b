import { expect, test } from 'vitest';
import { ig, reportOf, temporaryFolder } from '../cli/run-ig.ts';

const config = (parameters: string) => `id: example.fhir.special
canonical: https://example.org/fhir/special
name: SpecialGuide
status: draft
version: 0.1.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: ci-build
${parameters}`;
const profile = (id: string, url = '') =>
  `Profile: ${id}\nParent: Patient\nId: ${id}\nTitle: "${id}"\nDescription: "A profile."\n${url}* active 1..1\n\n`;
const fsh = `${profile('own')}${profile('elsewhere', '* ^url = "https://elsewhere.example/p/else"\n')}${profile('based', '* ^url = "https://base.example/StructureDefinition/based"\n')}`;

async function told(parameters: string): Promise<string[]> {
  const project = temporaryFolder({ 'sushi-config.yaml': config(parameters), 'input/fsh/a.fsh': fsh });
  const { issues } = reportOf(await ig(['build', '--offline', '--format', 'json', project]));
  return issues
    .filter(({ rule }) => rule === 'special-url')
    .map(({ severity, message, source }) => `${severity} ${source?.file}:${source?.line} ${message}`);
}

// What the IG Publisher refuses: PublisherIGLoader.canonicalUrlIsOk.
test('special-url is held against the URLs of the guide, both ways', async () => {
  const base = '  special-url-base: https://base.example\n';
  const listed = '    - https://elsewhere.example/p/else\n';
  const clean = `parameters:\n${base}  special-url:\n${listed}`;
  expect(await told(clean)).toEqual([]);
  expect(await told(`${clean}    - https://gone.example/some/other\n`)).toEqual([
    'warning sushi-config.yaml:13 No definition of this guide has the URL "https://gone.example/some/other". Correct it, or remove it from special-url.',
  ]);
  const one = 'parameters:\n  special-url: https://elsewhere.example/p/else\n';
  expect(await told(one)).toEqual([
    'error input/fsh/a.fsh:21 StructureDefinition/based has the URL "https://base.example/StructureDefinition/based", which is not under the guide\'s canonical. Add it to special-url in sushi-config.yaml: the IG Publisher refuses it otherwise.',
  ]);
});

test('a guide without such a list is left to the IG Publisher', async () => {
  expect(await told('')).toEqual([]);
});
