import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';

const url = 'https://example.org/fhir/log/StructureDefinition/Plant';
const config = `id: example.fhir.log
canonical: https://example.org/fhir/log
name: LogGuide
status: draft
version: 0.1.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: ci-build
`;
const model = `Logical: Plant
Id: Plant
Title: "Plant"
Description: "A plant."
* name 1..1 string "Name" "Its name"
* id 0..1 id "Id" "Its id"

Logical: Tree
Id: Tree
Title: "Tree"
Description: "A tree."
* ^type = "Tree"
* name 1..1 string "Name" "Its name"

`;
const instance = (name: string, of: string, more = '') =>
  `Instance: ${name}\nInstanceOf: ${of}\nUsage: #example\n* name = "X"\n${more}\n`;

// What SUSHI writes for these: fsh-generated/resources/Binary-<id>.json, listed as Binary/<id> with exampleCanonical.
test('instances of logical models are Binaries in fsh-generated/, the report and the package', async () => {
  const project = temporaryFolder({
    'sushi-config.yaml': config,
    'input/fsh/a.fsh': `${model}${instance('birch', 'Plant')}${instance('Named', 'Plant', '* id = "oak"')}${instance('fir', 'Tree')}`,
    'input/examples/elm.json': JSON.stringify({ resourceType: url, id: 'elm', name: 'Elm' }),
  });
  const run = await ig(['build', '--offline', '--format', 'json', project]);
  expect(run.code).toBe(0);
  const { results, issues } = reportOf(run);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const id of ['birch', 'oak', 'fir', 'elm']) {
    const result = results.find(({ resource }) => resource === `Binary/${id}`);
    expect(result?.issues.map(({ rule }) => rule)).toEqual(['not-checked']);
    const text = readFileSync(join(project, 'build', 'package', 'example', `Binary-${id}.json`), 'utf8');
    expect(JSON.parse(text).resourceType).toBe(id === 'fir' ? 'Tree' : url);
    expect(existsSync(join(project, 'fsh-generated', 'resources', `Binary-${id}.json`))).toBe(id !== 'elm');
  }
});

test('a Binary and an instance of a logical model of one id are told, and neither is written over the other', async () => {
  const binary = 'Instance: birch2\nInstanceOf: Binary\nUsage: #example\n* id = "birch"\n* contentType = #text/plain\n';
  const project = temporaryFolder({
    'sushi-config.yaml': config,
    'input/fsh/a.fsh': `${model}${instance('birch', 'Plant')}${binary}`,
  });
  const run = await ig(['build', '--offline', '--format', 'json', project]);
  expect(run.code).toBe(1);
  const told = reportOf(run).issues.filter(({ rule }) => rule === 'resource-file');
  expect(told.map(({ message }) => message)).toEqual([expect.stringContaining('Binary/birch is defined twice')]);
});
