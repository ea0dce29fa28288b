import { describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { temporaryProject } from '../compile/temporary-project.ts';
import { corePackage, guidePackages } from '../compile/test-packages.ts';

const packages = guidePackages(corePackage());

/** Each error: its line and its message. */
async function errors(fsh: string): Promise<string[]> {
  const { issues } = await compileProject(temporaryProject({ 'input/fsh/a.fsh': fsh }), packages);
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ source, message }) => `${source?.line} ${message}`);
}

describe('one cause, one finding', () => {
  test('a misspelt parent: what needs the profile, and the profiles on it, are counted', async () => {
    const fsh = `Profile: BodyHeight
Parent: Observation
* status MS

Profile: Sub
Parent: BodyWeight
* status MS

Profile: SubSub
Parent: Sub
* status MS

Profile: BodyWeight
Parent: Observatoin
Id: body-weight
* status MS

Instance: x
InstanceOf: BodyWeight
* status = #final

Instance: y
InstanceOf: SubSub
* status = #final

Instance: z
InstanceOf: body-weight
* status = #final

Profile: Group
Parent: Observation
* hasMember only Reference(BodyWeight or BodyHeight)
`;
    expect(await errors(fsh)).toEqual([
      '14 Parent Observatoin not found for BodyWeight. Did you mean Observation? 4 more errors follow from this and are not listed.',
    ]);
  });

  test('an extension with a misspelt parent is told at its own line, and its slices are counted', async () => {
    const fsh = `Profile: P
Parent: Patient
* extension contains E named e 0..1 and F named f 0..1
* extension[e] ^short = "E"

Extension: E
Parent: Extensoin

Extension: F
* value[x] only string
`;
    const [first = '', ...others] = await errors(fsh);
    expect(first).toMatch(/^7 Parent Extensoin not found for E\. Did you mean Extension\? \d more errors? follow/);
    // The rule on the slice stands on another line: SUSHI says there that the slice is not there.
    expect(others.map((each) => each.split(' ')[0])).toEqual(['4']);
  });

  test('two misspelt parents are two findings, and other faults stay', async () => {
    const fsh = `Profile: A
Parent: Observatoin

Profile: B
Parent: Patint

Profile: C
Parent: Patient
* nam 1..1
`;
    expect((await errors(fsh)).map((each) => each.split(' ')[0])).toEqual(expect.arrayContaining(['2', '5', '9']));
    expect(await errors(fsh)).toHaveLength(3);
  });

  test('a wrong line of a RuleSet is told once, with how often it is inserted', async () => {
    const insert = (name: string) => `Profile: ${name}\nParent: Patient\n* insert R\n\n`;
    const fsh = `RuleSet: R\n* nam 1..1\n* active MS\n* statuz MS\n\n${['A', 'B', 'C'].map(insert).join('')}`;
    const found = await errors(fsh);
    expect(found.map((each) => each.split(' ')[0])).toEqual(['2', '4']);
    for (const each of found) expect(each).toContain('The same at 2 more places where the RuleSet is inserted.');
  });

  test('what a RuleSet is given is at fault where it is given: each is told', async () => {
    const fsh = `RuleSet: R(path)\n* {path} 1..1\n\nProfile: A\nParent: Patient\n* insert R(nam)\n* insert R(genderr)\n`;
    const found = await errors(fsh);
    expect(found.filter((each) => each.includes('nam '))).toHaveLength(1);
    expect(found.filter((each) => each.includes('genderr '))).toHaveLength(1);
  });
});

describe('did you mean', () => {
  const hint = async (fsh: string) => (await errors(fsh)).join('\n');

  test('a name that is declared is right, whatever is like it', async () => {
    const found = await hint(
      'Profile: BodyHeight\nParent: Patient\n\nProfile: BodyWeight\n\nInstance: x\nInstanceOf: BodyWeight\n',
    );
    expect(found).toContain('could not be compiled: fix its own errors first');
    expect(found).not.toContain('BodyHeight');
  });

  test('a URL of this guide is compared with those of this guide', async () => {
    const own = 'https://test.example/fhir/StructureDefinition';
    const tree = 'Profile: Tree\nParent: Patient\nId: tall-tree\n\n';
    expect(await hint(`${tree}Profile: A\nParent: ${own}/tal-tree\n`)).toContain(`Did you mean ${own}/tall-tree?`);
    expect(await hint(`${tree}Profile: A\nParent: ${own}/bb\n`)).toContain('The URL is one of this guide');
  });

  test('a URL of a package, however long, by its end', async () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/familymemberhistory-genetic';
    expect(await hint(`Profile: A\nParent: ${url.replace('genetic', 'gentic')}\n`)).toContain(`Did you mean ${url}?`);
  });

  test('a RuleSet with values where it takes none, or none where it takes some', async () => {
    const sets = 'RuleSet: Two(a, b)\n* ^version = "{a}"\n* ^title = "{b}"\n\nRuleSet: None\n* ^version = "1"\n\n';
    const found = await hint(`${sets}Profile: A\nParent: Patient\n* insert Two\n* insert None(1)\n* insert Two(1)\n`);
    expect(found).toContain('It takes a, b: insert it with a value for each.');
    expect(found).toContain('It takes no parameters: insert it without parentheses.');
    expect(found).toContain('It takes a, b. A comma');
    expect(found).not.toContain('Define it');
  });

  test('a property of a choice', async () => {
    const found = await hint('Profile: A\nParent: Observation\n* valueQuantiy.unit 1..1\n* effectiveDatetime 1..1\n');
    expect(found).toContain('Did you mean valueQuantity?');
    expect(found).toContain('Did you mean effectiveDateTime?');
  });
});
