import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type CompileResult, compileProject } from '../../scripts/compile/compile-project.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { profilesGuide, terminologyGuide } from './generated-guides.ts';
import { writeProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

const sushi = vi.hoisted(() => ({ isStock: false }));
vi.mock('../../scripts/compile/sushi/known-sushi.ts', async (original) => {
  const { isKnown } = await original<typeof import('../../scripts/compile/sushi/known-sushi.ts')>();
  return { isKnown: (...args: Parameters<typeof isKnown>) => !sushi.isStock && isKnown(...args) };
});

const core = guidePackages(corePackage());
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What SUSHI gives when it does all of its own work. */
async function stock(folder: string, packages: readonly InstalledPackage[]): Promise<CompileResult> {
  sushi.isStock = true;
  try {
    return await compileProject(folder, packages);
  } finally {
    sushi.isStock = false;
  }
}

function project(files: Readonly<Record<string, string>>): string {
  const folder = writeProject(files);
  folders.push(folder);
  return folder;
}

function copyOfThisGuide(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-spared-'));
  folders.push(folder);
  for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
    cpSync(join(projectFolder, name), join(folder, name), { recursive: true });
  return folder;
}

async function bothWays(folder: string, packages: readonly InstalledPackage[]) {
  const [ours, theirs] = [await compileProject(folder, packages), await stock(folder, packages)];
  return { ours: comparable(ours), theirs: comparable(theirs) };
}

/** Everything that a compilation gives, in its order; lines and names of slices come with the resources. */
function comparable({ files, inputFiles, ...rest }: CompileResult) {
  return { files: [...files], inputFiles: [...inputFiles], rest: JSON.parse(JSON.stringify(rest)) };
}

/** Faults of many kinds: in a list of rules, a header, a RuleSet with parameters, and with no end. */
const faulty = `Profile: Broken1
Parent Observation
* status =final
* code MS MS,

RuleSet: Odd(a)
* status = {a} {a}
*name = "x"

Instance: Broken2
InstanceOf: Patient
* insert Odd(#final)
* insert Odd([[a, b]])
* active= true
* name.family = "no end
Alias: A =http://a.example
Profile: Broken3
Parent: Patient
* name 1..1 MS ?! ?
* birthDate only Reference(Patient | Group)
* obeys
@ % \\ """ never closed
`;

describe('the work that SUSHI is spared changes neither a byte of what it writes nor a finding', {
  timeout: 900_000,
}, () => {
  test('this guide', async () => {
    const { ours, theirs } = await bothWays(projectFolder, await openedPackages());
    expect(ours.files.length).toBeGreaterThan(20);
    expect(ours).toEqual(theirs);
  });

  test('this guide with syntax errors', async () => {
    const folder = copyOfThisGuide();
    const fsh = join(folder, 'input', 'fsh');
    writeFileSync(join(fsh, 'faulty.fsh'), faulty);
    const aliases = join(fsh, 'aliases.fsh');
    writeFileSync(aliases, `${readFileSync(aliases, 'utf8')}\nAlias: $none= http://none.example\n`);
    const { ours, theirs } = await bothWays(folder, await openedPackages());
    expect(ours.rest.issues.length).toBeGreaterThan(5);
    expect(ours).toEqual(theirs);
  });

  test('30 profiles with 4 examples each', async () => {
    const { ours, theirs } = await bothWays(project(profilesGuide(30, 4)), core);
    expect(ours.files.length).toBeGreaterThan(150);
    expect(ours).toEqual(theirs);
  });

  test('a value set of 1,000 concepts with 3 designations each', async () => {
    const { ours, theirs } = await bothWays(project(terminologyGuide(1, 1_000, 3)), core);
    expect(ours.files.join()).toContain('Word 2');
    expect(ours).toEqual(theirs);
  });

  test('names that are asked for in every way there is, twice there, or not at all', async () => {
    const { ours, theirs } = await bothWays(project({ ...profilesGuide(3, 1), 'input/fsh/names.fsh': names }), core);
    expect(ours.rest.issues.length).toBeGreaterThan(3);
    expect(ours).toEqual(theirs);
  });

  test('what profiles imply in slices of slices, in choices and in extensions that an instance brings', async () => {
    const { ours, theirs } = await bothWays(project({ ...profilesGuide(1, 1), 'input/fsh/slices.fsh': slices }), core);
    const implied = ours.files.find(([path]) => path.includes('in-slices'))?.[1];
    expect(implied).toContain('"code": "part3"');
    expect(implied).toContain('http://implied.example');
    expect(ours).toEqual(theirs);
  });
});

const slices = `Profile: InSlices
Parent: Observation
* component ^slicing.discriminator[0].type = #pattern
* component ^slicing.discriminator[=].path = "code"
* component ^slicing.rules = #open
* component contains first 1..1 and second 0..* and third 2..3
* component[first].code = $measures#part0
* component[second].code = $measures#part1
* component.code.coding ^slicing.discriminator[0].type = #value
* component.code.coding ^slicing.discriminator[=].path = "system"
* component.code.coding ^slicing.rules = #open
* component.code.coding contains known 1..1
* component.code.coding[known].system = "http://implied.example"
* component[third].code.coding 2..
* component[third].code.coding contains other 1..1
* component[third].code.coding[other].code = #inner
* component[second].value[x] only Quantity or string
* component[second].valueQuantity.unit = "mg"
* component.interpretation 1..
* component.interpretation.text = "all"
* category ^slicing.discriminator[0].type = #pattern
* category ^slicing.discriminator[=].path = "$this"
* category ^slicing.rules = #open
* category contains vital 1..1 and part 1..1
* category[vital] = $measures#part2
* category[part].coding 1..1
* category[part].coding.code 1..1
* category[part].coding.code = #part3
* value[x] only Quantity or CodeableConcept
* valueQuantity.system = "http://unitsofmeasure.org"
* effective[x] only dateTime
* effectiveDateTime 1..1
* extension contains Note0 named note 0..*

Profile: BelowSlices
Parent: InSlices
* category[vital] ^slicing.discriminator[0].type = #value
* category[vital] ^slicing.discriminator[=].path = "text"
* category[vital] ^slicing.rules = #open
* category contains vital/deep 1..1
* category[vital/deep].text = "deep"

Instance: in-slices
InstanceOf: InSlices
* insert Common(1)
* code = $measures#m0
* component[second][0].valueQuantity.value = 1
* component[second][1].valueString = "b"
* component[3].code.text = "free"
* valueQuantity.value = 3
* extension[note][0].valueString = "a"
* extension[note][1].valueString = "b"
* extension[https://generated.example/fhir/StructureDefinition/written-note][0].valueString = "c"

Instance: below-slices
InstanceOf: BelowSlices
* insert Common(2)
* code = $measures#m0
* component[third][2].interpretation[1].text = "more"
* valueCodeableConcept.text = "none"
* extension[Note0].valueString = "by name"
`;

const names = `Alias: $sites = https://generated.example/fhir/ValueSet/sites-0|1.0.0
Alias: $empty = Measure1

RuleSet: Url(id)
* ^url = "https://elsewhere.example/{id}"
* ^name = "Named{id}"
* ^version = "9"

CodeSystem: Moved
* insert Url(moved)
* #a "A"
  * ^property.code = #url
* #b "B"
  * insert Url(inner)

ValueSet: Renamed
Id: renamed
* insert Url(renamed)
* include codes from system Namedmoved
* include codes from system https://elsewhere.example/moved|9
* include codes from system https://elsewhere.example/inner
* include codes from valueset $sites
* include codes from valueset sites-0|7.7.7
* Moved#a
* Moved#c

Profile: Measure0
Parent: Patient

Profile: ByUrl
Parent: https://generated.example/fhir/StructureDefinition/measure-1
* ^id = "by-url-id"
* code from https://elsewhere.example/renamed|9
* method from Namedrenamed
* bodySite from NotThere
* hasMember only Reference(by-url-id or Measure2 or Nobody)

Profile: Early
Parent: https://generated.example/fhir/StructureDefinition/late-profile
* extension contains https://generated.example/fhir/StructureDefinition/late-note named late 0..1

Profile: Late
Parent: Observation
Id: late-profile
* note 1..

Extension: LateNote
* ^id = "late-note"
* value[x] only string

Profile: Child
Parent: by-url-id
* insert Nothing
* obeys not-there and gen-1

Instance: twice
InstanceOf: Child
* status = #final
* code = $empty#x
* component[part0].valueQuantity.value = 1
* subject = Reference(Someone)
* hasMember[0] = Reference(twice)
* hasMember[1] = Reference(measure-0-0)
* performer = Reference(nobody)

Instance: Inline1
InstanceOf: https://generated.example/fhir/StructureDefinition/written-note
Usage: #definition
* url = "x"

Instance: 12
InstanceOf: Patient
Usage: #inline

Instance: Holder
InstanceOf: Bundle
* type = #collection
* entry[0].resource = 12
* entry[1].resource = twice

Profile: Round1
Parent: Observation
* hasMember only Reference(Round2)
* ^url = "https://elsewhere.example/round1"
* ^name = "RoundOne"

Profile: Round2
Parent: Observation
* hasMember only Reference(Round1 or https://elsewhere.example/round1)
* derivedFrom only Reference(RoundOne or ByInstance)

Profile: OfInstance
Parent: ByInstance
* status MS

Instance: ByInstance
InstanceOf: StructureDefinition
Usage: #definition
* url = "https://elsewhere.example/by-instance"
* name = "ByInstanceName"
* status = #draft
* kind = #resource
* abstract = false
* type = "Observation"
* baseDefinition = "http://hl7.org/fhir/StructureDefinition/Observation"
* derivation = #constraint
* differential.element[0].id = "Observation"
* differential.element[0].path = "Observation"

Profile: Holding
Parent: Patient
* ^contained[0] = Held
* ^url = "https://elsewhere.example/holding"

Instance: Held
InstanceOf: Organization
Usage: #inline
* name = "Held"

Mapping: Kept
Source: https://elsewhere.example/holding
Target: "https://target.example"
* -> "y"

Mapping: Lost
Source: Nobody
Target: "https://target.example"
* -> "x"
`;
