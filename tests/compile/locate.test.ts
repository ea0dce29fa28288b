import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { locate } from '../../scripts/compile/origin/locate.ts';
import type { FshOrigin, GuideResource } from '../../scripts/model/definition/compiled.ts';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { writeProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

const packages = guidePackages(corePackage());

/** Each line that an expression leads to is marked in the FSH by a comment with its name. */
const fsh = `Profile: Plant // plant
Parent: Observation // plant-parent
Id: plant // plant-id
* ^experimental = true // experimental
* obeys plant-1 // obeys
* status MS // status-element
* code.coding 1..1 // coding-element
* component ^slicing.discriminator.type = #pattern // slicing
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains
    height 1..1 and // contains
    width 0..*
* component[height].code = http://loinc.org#8302-2 // height-code
* component[height].value[x] only Quantity // height-value
* component[width].code = http://loinc.org#1-8
* insert Kept // insert-kept

Invariant: plant-1
Description: "A plant."
Severity: #warning

RuleSet: Kept
* note 0..0 // kept-note

RuleSet: Sized(size)
* valueQuantity = {size} 'cm' // sized-quantity

RuleSet: Final
* status = #final // final-status
* code.text = "Plant" // final-code

Instance: tall // tall
InstanceOf: Plant // tall-profile
* insert Final // insert-final
* component[width][0] // width-0
  * insert Sized(20) // insert-sized
* component[width][1].valueQuantity = 30 'cm' // width-1
* component[height].valueQuantity // height
  * value = 180 // height-quantity-value
  * code = #cm // height-quantity-code
* category[+].coding[+].code = #a // category-0
* category[+] // category-1
  * coding[+] // category-1-coding-0
    * code = #b // category-1-coding-0-code
  * coding[+].code = #c // category-1-coding-1
* extension[+].url = "https://x.example/a"
* extension[=].valueString = "a" // extension-0-value
* effectivePeriod.start = "2026" // start
* subject = Reference(Someone) // subject
* contained[0] = Someone // contained
* code.text = "Overridden" // code-again

Instance: Someone // someone
InstanceOf: Patient // someone-profile
Usage: #inline
* name[+].family = "A" // family-0
* name[+].family = "B" // family-1

Instance: Inner
InstanceOf: Bundle // inner-profile
Usage: #inline
* type = #collection // inner-type
* entry[0].resource = Someone // inner-entry

Instance: box // box
InstanceOf: Bundle // box-profile
* type = #collection // box-type
* entry[+] // entry-0
  * fullUrl = "urn:uuid:1"
  * resource = tall // entry-0-resource
* entry[+].resource = Inner // entry-1-resource
* entry[+].resource = Someone
* entry[=].resource.active = true // entry-2-active

Profile: Bare // bare
Parent: Plant // bare-parent
Description: """
  * not a rule
  Parent: Nothing
"""
Title: "Bare" // bare-title

Profile: Next
Parent: Patient

CodeSystem: Codes // codes
Title: "Codes" // codes-title
* ^caseSensitive = true // case-sensitive
* #a "A" // concept-a
  * #b "B" // concept-b
* #c "C" // concept-c
* #a #b ^property[0].code = #x // concept-b-property

ValueSet: Set // set
* Codes#a "A" // set-a
* Codes#c "C" // set-c
* include codes from system http://loinc.org where STATUS = "ACTIVE" // set-filter
* exclude Codes#b // set-exclude
`;

const markedLines = new Map(
  fsh.split('\n').flatMap((text, i): [string, number][] => {
    const [, mark] = /\/\/ ([\w-]+)$/.exec(text) ?? [];
    return mark === undefined ? [] : [[mark, i + 1]];
  }),
);

let resources: readonly GuideResource[] = [];

beforeAll(async () => {
  const project = writeProject({ 'input/fsh/all.fsh': fsh });
  ({ resources } = await compileProject(project, packages));
  rmSync(project, { recursive: true });
});

function originOf(name: string): FshOrigin {
  const origin = resources.find((resource) => resource.origin?.name === name)?.origin;
  if (origin === undefined) throw new Error(`${name} was not compiled.`);
  return origin;
}

/** Name of the entity, expression, the mark of the line; where the RuleSet was inserted. */
const cases: readonly (readonly [string, string, string, string?])[] = [
  ['tall', 'Observation.status', 'final-status', 'insert-final'],
  ['tall', 'Observation.code.text', 'code-again'],
  // set by its children alone: the first of them
  ['tall', 'Observation.code', 'final-code', 'insert-final'],
  ['tall', 'Observation.meta.profile[0]', 'tall-profile'],
  ['tall', 'Observation', 'tall-profile'],
  // the slice that the profile demands comes first, however FSH orders them
  ['tall', 'Observation.component[0].value.ofType(Quantity).value', 'height-quantity-value'],
  ['tall', 'Observation.component[0].valueQuantity.code', 'height-quantity-code'],
  ['tall', 'Observation.component[0].value', 'height'],
  ['tall', 'Observation.component[0].value.unit', 'height'],
  ['tall', 'Observation.component[1].value.value', 'sized-quantity', 'insert-sized'],
  ['tall', 'Observation.component[1]', 'width-0'],
  ['tall', 'Observation.component[2].value.ofType(Quantity).unit', 'width-1'],
  ['tall', 'Observation.component[2]', 'width-1'],
  // no rule sets it: another rule on the same item is where one would write it
  ['tall', 'Observation.component[2].code', 'width-1'],
  ['tall', 'Observation.category[0].coding[0].code', 'category-0'],
  ['tall', 'Observation.category[1].coding[0].code', 'category-1-coding-0-code'],
  ['tall', 'Observation.category[1].coding[0].system', 'category-1-coding-0'],
  ['tall', 'Observation.category[1].coding[1].system', 'category-1-coding-1'],
  ['tall', 'Observation.category[1].text', 'category-1'],
  ['tall', 'Observation.extension[0].value', 'extension-0-value'],
  ['tall', 'Observation.extension[0].value.ofType(string)', 'extension-0-value'],
  ['tall', 'Observation.effective.ofType(Period).start', 'start'],
  ['tall', 'Observation.effective', 'start'],
  ['tall', 'Observation.subject.resolve()', 'subject'],
  ['tall', "Observation.subject.where(reference = 'a.b')", 'subject'],
  ['tall', 'Observation.device', 'tall-profile'],
  // a contained instance has its own rules
  ['tall', 'Observation.contained[0]', 'contained'],
  ['tall', 'Observation.contained[0].name[1].family', 'family-1'],
  ['tall', 'Observation.contained[0].gender', 'someone-profile'],
  ['tall', 'Observation.contained[0]/*Patient/Someone*/.name[0].family', 'family-0'],
  ['box', 'Bundle.entry[0].resource', 'entry-0-resource'],
  ['box', 'Bundle.entry[0].resource.status', 'final-status', 'insert-final'],
  ['box', 'Bundle.entry[0].resource/*Observation/tall*/.component[2].value', 'width-1'],
  ['box', 'Bundle.entry[0].resource.contained[0].name[1].family', 'family-1'],
  ['box', 'Bundle.entry[0].resource.meta', 'tall-profile'],
  ['box', 'Bundle.entry[0].request', 'entry-0'],
  ['box', 'Bundle.entry[1].resource.type', 'inner-type'],
  ['box', 'Bundle.entry[1].resource.entry[0].resource.name[0].family', 'family-0'],
  ['box', 'Bundle.entry[2].resource.active', 'entry-2-active'],
  ['box', 'Bundle.timestamp', 'box-profile'],
  ['Plant', 'Observation.status', 'status-element'],
  ['Plant', 'Observation.code.coding', 'coding-element'],
  ['Plant', 'Observation.code.coding.system', 'coding-element'],
  ['Plant', 'Observation.component:height.value[x]', 'height-value'],
  ['Plant', 'Observation.component:height.value[x]:valueQuantity', 'height-value'],
  ['Plant', 'Observation.component:height.code', 'height-code'],
  ['Plant', 'Observation.component:height', 'contains'],
  ['Plant', 'Observation.note', 'kept-note', 'insert-kept'],
  ['Plant', 'Observation.focus', 'plant-parent'],
  ['Plant', 'StructureDefinition.experimental', 'experimental'],
  ['Plant', 'StructureDefinition.id', 'plant-id'],
  ['Plant', 'StructureDefinition.baseDefinition', 'plant-parent'],
  ['Plant', 'StructureDefinition.date', 'plant-parent'],
  ['Bare', 'StructureDefinition.title', 'bare-title'],
  ['Bare', 'Observation.code', 'bare-parent'],
  ['Codes', 'CodeSystem.title', 'codes-title'],
  ['Codes', 'CodeSystem.caseSensitive', 'case-sensitive'],
  ['Codes', 'CodeSystem.concept[0].concept[0].display', 'concept-b'],
  ['Codes', 'CodeSystem.concept[0].concept[0].property[0].code', 'concept-b-property'],
  ['Codes', 'CodeSystem.concept[1]', 'concept-c'],
  ['Codes', 'CodeSystem.url', 'codes'],
  ['Set', 'ValueSet.compose.include[0].concept[1].display', 'set-c'],
  ['Set', 'ValueSet.compose.include[0].concept[0].code', 'set-a'],
  ['Set', 'ValueSet.compose.include[1].filter[0].value', 'set-filter'],
  ['Set', 'ValueSet.compose.exclude[0].concept[0]', 'set-exclude'],
  ['Set', 'ValueSet.status', 'set'],
];

describe('a finding leads to the line of FSH', () => {
  for (const [name, expression, mark, inserted] of cases) {
    test(`${expression} of ${name}: ${mark}`, () => {
      const { source, insertedAt } = locate(originOf(name), expression);
      // "contains" goes over several lines, and SUSHI gives the first
      const line = (markedLines.get(mark) ?? Number.NaN) - (mark === 'contains' ? 1 : 0);
      expect(source).toMatchObject({ file: 'input/fsh/all.fsh', line });
      expect(insertedAt?.line).toBe(inserted === undefined ? undefined : markedLines.get(inserted));
    });
  }

  test('an element of a differential, by its number', () => {
    const plant = resources.find(({ file }) => file.endsWith('StructureDefinition-plant.json'));
    const differential = plant?.resource.differential as StructureDefinition['differential'];
    const number = (differential?.element ?? []).findIndex(({ id }) => id === 'Observation.component:height.value[x]');
    expect(number).toBeGreaterThan(-1);
    expect(locate(originOf('Plant'), `StructureDefinition.differential.element[${number}].type[0]`).source.line).toBe(
      markedLines.get('height-value'),
    );
  });
});

describe('what an origin holds', () => {
  test('the entity: its keyword, its kind, its lines', () => {
    expect(originOf('Plant')).toMatchObject({ kind: 'Profile', position: { line: 1, column: 1 }, endLine: 17 });
    expect(originOf('Set')).toMatchObject({ kind: 'ValueSet', position: { line: markedLines.get('set') } });
  });

  test('predefined resources have none, and the usage that their folder says', async () => {
    const guide = fileURLToPath(new URL('../fixtures/compile/guide', import.meta.url));
    const { resources: all } = await compileProject(guide, packages);
    const facts = all.map(({ file, usage, origin }) => [file, usage, origin?.name]);
    expect(facts).toContainEqual(['input/examples/Observation-written.json', 'example', undefined]);
    expect(facts).toContainEqual(['input/vocabulary/ValueSet-predefined.xml', 'definition', undefined]);
    expect(facts).toContainEqual(['input/resources/Patient-predefined.json', 'example', undefined]);
    expect(facts).toContainEqual([
      'fsh-generated/resources/ImplementationGuide-example.fhir.garden.json',
      'definition',
      undefined,
    ]);
    expect(facts).toContainEqual(['fsh-generated/resources/Observation-tall-plant.json', 'example', 'tall-plant']);
    expect(facts).toContainEqual([
      'fsh-generated/resources/CapabilityStatement-garden-capabilities.json',
      'definition',
      'garden-capabilities',
    ]);
  });
});
