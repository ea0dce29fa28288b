import { describe, expect, test } from 'vitest';
import { ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';
import { judge, narrative } from '../judge.ts';

type Element = Readonly<Record<string, unknown>>;

function definition(type: string, elements: readonly Element[], more: object = {}): object {
  return {
    resourceType: 'StructureDefinition',
    id: 'd',
    text: narrative,
    url: 'https://test.example/StructureDefinition/d',
    name: 'D',
    status: 'active',
    date: '2020',
    publisher: 'me',
    description: 'd',
    fhirVersion: '4.0.1',
    kind: type === 'Extension' ? 'complex-type' : 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: { element: [{ id: type, path: type }, ...elements] },
    ...more,
  };
}

/** What is said of a definition by the rules for mistakes that only show on instances. */
function told(resource: object): string[] {
  return judge(resource).filter((line) => line.includes(' definition-'));
}

describe('where an extension may stand has to exist', () => {
  const contextOf = (type: string, expression: string, more: object = {}) =>
    told(
      definition(
        'Extension',
        [
          { id: 'Extension.url', path: 'Extension.url', fixedUri: 'https://test.example/StructureDefinition/d' },
          { id: 'Extension.value[x]', path: 'Extension.value[x]', type: [{ code: 'string' }] },
        ],
        { context: [{ type, expression }], ...more },
      ),
    );
  const refused = ['error definition-context StructureDefinition.context[0]'];

  /** The HL7 validator, 6.8.2, judges all of these and of those below as ours does, but for those with a reason. */
  const right: readonly [type: string, expression: string][] = [
    ['element', 'Patient'],
    ['element', 'Patient.contact.name'],
    ['element', 'Patient.name.family'],
    ['element', 'Patient.birthDate'],
    ['element', 'Patient.birthDate.value'],
    ['element', 'Patient.extension'],
    ['element', 'Observation.value'],
    ['element', 'Observation.value[x]'],
    ['element', 'Observation.component.referenceRange.low'],
    ['element', 'Questionnaire.item.item.linkId'],
    ['element', 'HumanName.family'],
    ['element', 'string'],
    ['element', 'Age'],
    ['element', 'SimpleQuantity'],
    ['element', 'CanonicalResource'],
    ['element', 'MetadataResource'],
    ['element', 'Element'],
    ['element', 'Base'],
    ['element', 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.name'],
    ['element', 'http://hl7.org/fhir/StructureDefinition/bp#Observation.component'],
    ['element', 'http://hl7.org/fhir/StructureDefinition/bp#Observation.component:SystolicBP.code'],
    ['extension', 'http://hl7.org/fhir/StructureDefinition/patient-nationality'],
    ['extension', 'http://hl7.org/fhir/StructureDefinition/patient-nationality#code'],
    ['fhirpath', 'Patient.name'],
    ['fhirpath', "Patient.name.where(use = 'official')"],
  ];
  for (const [type, expression] of right)
    test(`${type} ${expression}`, () => expect(contextOf(type, expression)).toEqual([]));

  const wrong: readonly [type: string, expression: string, why?: string][] = [
    ['element', 'Observtion'],
    ['element', 'Patient.contcat'],
    ['element', 'Patient.contact.nme'],
    ['element', 'Observation.valueQuantity'],
    ['element', 'Observation.value.ofType(Quantity)'],
    ['element', 'Patient.$this'],
    ['element', 'patient'],
    ['element', 'Patient '],
    ['element', 'Patient/name'],
    ['element', 'ActorDefinition'],
    ['element', 'Observation.component:SystolicBP'],
    ['element', 'http://hl7.org/fhir/StructureDefinition/Patient'],
    ['element', 'https://test.example/none#Patient.name'],
    ['extension', 'Patient', 'HL7 does not look; on instances the extension is refused wherever it stands'],
    ['extension', 'http://hl7.org/fhir/StructureDefinition/Patient', 'the same'],
    ['fhirpath', 'Patient.name.where(', 'the same'],
    ['fhirpath', 'Patient.name.foo()', 'the same'],
  ];
  for (const [type, expression] of wrong)
    test(`${type} ${expression} is refused`, () => expect(contextOf(type, expression)).toEqual(refused));

  test('a context of other FHIR releases is not held against R4', () =>
    expect(
      contextOf('', '', {
        context: [
          {
            extension: [
              {
                url: 'http://hl7.org/fhir/StructureDefinition/version-specific-use',
                extension: [{ url: 'startFhirVersion', valueCode: '5.0.0' }],
              },
            ],
            type: 'element',
            expression: 'ActorDefinition',
          },
        ],
      }),
    ).toEqual([]));

  test.each(['name.exists(', 'name.foo()'])('the invariant of a context: %s', (expression) =>
    expect(contextOf('element', 'Patient', { contextInvariant: [expression] })).toEqual([
      'error definition-context StructureDefinition.contextInvariant[0]',
    ]),
  );
});

describe('invariants that cannot be evaluated', () => {
  const invariant = (path: string, expression: string) => {
    const constraint = [{ key: 'inv', severity: 'error', human: 'h', expression }];
    const type = path.replace(/\..*/, '');
    const element = { id: path, path, constraint };
    const all = path === type ? { differential: { element: [element] } } : {};
    return told(definition(type, [element], all));
  };

  /** The HL7 validator judges each as ours does where the definition has its snapshot, as the Publisher gives it one. */
  const right: readonly [path: string, expression: string][] = [
    ['Patient.name', 'family.exists()'],
    ['Patient.name', 'given.count() > 1 and %resource.name.exists()'],
    ['Patient', 'Patient.name.exists()'],
    ['Patient', "name.where(use = 'official').family.exists()"],
    ['Patient', "extension('http://hl7.org/fhir/StructureDefinition/patient-nationality').exists()"],
    ['Patient', 'generalPractitioner.resolve().exists()'],
    ['Patient', 'generalPractitioner.all(resolve() is Practitioner)'],
    ['Patient', 'birthDate.lowBoundary().exists()'],
    ['Patient', 'name.exists() // why'],
    ['Patient', 'name[0].exists()'],
    ['Patient', "contact.name.select(family + 'a').exists()"],
    ['Observation', 'value.ofType(Quantity).value > 3'],
    ['Observation', '(value as Quantity).value > 3'],
    ['Observation', 'value.code.exists() and component.referenceRange.low.value.exists()'],
    ['Patient.birthDate', '$this <= today() and extension.empty()'],
    ['Bundle', 'entry.resource.ofType(Patient).name.exists()'],
    ['Observation.value[x]', 'value > 3'],
  ];
  for (const [path, expression] of right)
    test(`${path}: ${expression}`, () => expect(invariant(path, expression)).toEqual([]));

  const wrong: readonly [path: string, expression: string][] = [
    ['Patient.name', 'family.exists('],
    ['Patient.name', 'family.exists() && given.exists()'],
    ['Patient.name', 'family.existss()'],
    ['Patient.name', 'family.where().exists()'],
    ['Patient.name', 'family.exists(1, 2)'],
    ['Patient.name', 'famly.exists()'],
    ['Patient.name', 'family.length() > 3 and gven.exists()'],
    ['Patient.name', 'family = "a"'],
    ['Patient.name', "family = 'a"],
    ['Patient.name', 'family.exists() imples given.exists()'],
    ['Patient', 'iif(name.exists())'],
    ['Patient', '$that.exists()'],
    ['Patient', 'name.exists();'],
    ['Patient', 'name.all(famly.exists())'],
    ['Patient', 'name.select(famly).exists()'],
    ['Patient', "name.where(use = 'official').famly.exists()"],
    ['Observation', 'valueQuantity.exists()'],
    ['Observation', 'value.valu > 3'],
    ['Bundle', 'entry.resource.ofType(Patient).nme.exists()'],
  ];
  for (const [path, expression] of wrong)
    test(`${path}: ${expression} is refused`, () =>
      expect(invariant(path, expression)).toEqual([
        expect.stringMatching(
          /^error definition-invariant StructureDefinition\.differential\.element\[\d\]\.constraint\[0\]$/,
        ),
      ]));

  test('says what is wrong, and the nearest right thing', async () => {
    const folder = temporaryFolder({
      'd.json': JSON.stringify(
        definition('Patient', [
          {
            id: 'Patient.name',
            path: 'Patient.name',
            constraint: [
              { key: 'a', severity: 'error', human: 'h', expression: 'famly.exists()' },
              { key: 'b', severity: 'error', human: 'h', expression: 'family.exists(' },
              { key: 'c', severity: 'error', human: 'h', expression: 'family.existss()' },
            ],
          },
        ]),
      ),
    });
    const run = await ig(['validate', '--fhir-only', '--offline', '--format', 'json', 'd.json'], { cwd: folder });
    const messages = reportOf(run).results.flatMap(({ issues }) =>
      issues.filter(({ rule }) => rule === 'definition-invariant').map(({ message }) => message),
    );
    expect(messages).toEqual([
      'The expression of the invariant a, "famly.exists()", cannot be evaluated: HumanName has no element "famly". Did you mean "family"? Correct it.',
      'The expression of the invariant b, "family.exists(", cannot be evaluated: at character 15 it ends too early. Correct it.',
      'The expression of the invariant c, "family.existss()", cannot be evaluated: there is no function existss(). Did you mean "exists"? Correct it.',
    ]);
  });
});

describe('slicing that cannot be evaluated', () => {
  type By = readonly [type: string, path: string];
  const sliced = (path: string, by: readonly By[], more: object = {}, slices: readonly Element[] = []) =>
    told(
      definition(path.replace(/\..*/, ''), [
        {
          id: path,
          path,
          slicing: { discriminator: by.map(([type, of]) => ({ type, path: of })), rules: 'open', ...more },
        },
        ...slices,
      ]),
    );
  const [component, value] = ['Observation.component', 'Observation.value[x]'];
  const slice = (path: string, sliceName: string, more: object = {}): Element => ({
    id: `${path}:${sliceName}`,
    path,
    sliceName,
    ...more,
  });

  /** The HL7 validator judges each as ours does where the definition has its snapshot, as the Publisher gives it one. */
  const right: readonly [path: string, ...by: By[]][] = [
    [component, ['value', 'code']],
    [component, ['value', 'code.coding.code']],
    [component, ['value', 'code'], ['value', 'dataAbsentReason']],
    [component, ['type', 'value']],
    [component, ['exists', 'interpretation']],
    [component, ['value', 'value.ofType(Coding).code']],
    ['Observation.hasMember', ['profile', 'resolve()']],
    ['Observation.category', ['pattern', '$this']],
    ['Patient.extension', ['value', 'url']],
    ['Bundle.entry', ['type', 'resource']],
    ['Bundle.entry', ['value', 'resource.code']],
    [value, ['type', '$this']],
  ];
  for (const [path, ...by] of right) test(`${path} by ${by.join(' and ')}`, () => expect(sliced(path, by)).toEqual([]));

  const wrong: readonly [path: string, ...by: By[]][] = [
    [component, ['value', 'cdoe']],
    [component, ['value', 'code.cdng.code']],
    [component, ['exists', 'interpretatoin']],
    [component, ['type', 'valu']],
    [component, ['value', 'code.where(']],
    ['Patient.extension', ['value', 'valu']],
    ['Patient.maritalStatus', ['pattern', '$this']],
    [value, ['pattern', '$this']],
    [value, ['value', 'code']],
    [value, ['type', 'value']],
    [value, ['type', '$this'], ['value', 'code']],
  ];
  for (const [path, ...by] of wrong)
    test(`${path} by ${by.join(' and ')} is refused`, () =>
      expect(sliced(path, by)).toEqual([
        expect.stringMatching(/^error definition-slicing StructureDefinition\.differential\.element\[1\]/),
      ]));

  test('a choice in order is refused', () =>
    expect(sliced(value, [['type', '$this']], { ordered: true })).toHaveLength(1));

  const byType: readonly By[] = [['type', '$this']];
  const quantity = [{ code: 'Quantity' }];
  test.each<[string, string, object, number]>([
    ['named after its type', 'valueQuantity', { type: quantity }, 0],
    ['of two types, with any name', 'any', { type: [...quantity, { code: 'string' }] }, 0],
    ['with a name and no type', 'valueQuantity', {}, 0],
    ['named otherwise', 'any', { type: quantity }, 1],
    ['with neither', 'any', {}, 1],
  ])('a slice of a choice %s', (_, name, more, findings) =>
    expect(sliced(value, byType, {}, [slice(value, name, more)])).toHaveLength(findings),
  );
});

/** hl7: the Publisher has each of these among its errors, but for the two of fhirpath contexts and the slice without a value. */
describe('ig build tells them at the line that is wrong', () => {
  const fsh = `Extension: Ext
Id: ext
Description: "d"
Context: "Patient.name.foo()"
* ^contextInvariant[0] = "name.exists("
* value[x] only string

Extension: Ext2
Id: ext2
Description: "d"
* ^context[0].type = #element
* ^context[0].expression = "Observtion"
* value[x] only string

Invariant: inv-a
Description: "d"
Severity: #error
Expression: "family.exists("

Invariant: inv-b
Description: "d"
* severity = #error
* expression = "name.existss()"

Profile: Pat
Parent: Patient
Id: pat
Description: "d"
* obeys inv-b
* name obeys inv-a

Profile: Obs
Parent: Observation
Id: obs
Description: "d"
* component ^slicing.discriminator.type = #value
* component ^slicing.discriminator.path = "cdoe"
* component ^slicing.rules = #open
* component contains a 0..1
* component[a].code = http://loinc.org#8480-6
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains b 0..1
* category contains c 0..1
* category[b] = http://terminology.hl7.org/CodeSystem/observation-category#laboratory
* value[x] ^slicing.discriminator.type = #pattern
* value[x] ^slicing.discriminator.path = "$this"
* value[x] ^slicing.rules = #open
* value[x] contains q 0..1
* value[x][q] only Quantity
* note ^slicing.discriminator.type = #profile
* note ^slicing.discriminator.path = "$this"
* note ^slicing.rules = #open
* note contains d 0..1
* note contains e 0..1
* performer ^slicing.discriminator.type = #type
* performer ^slicing.discriminator.path = "resolve()"
* performer ^slicing.rules = #open
* performer contains f 0..1
* performer contains g 0..1
* performer[f] only Reference(Practitioner or Organization)
* performer[g] only Reference(Patient)
* interpretation ^slicing.rules = #closed
* interpretation ^slicing.description = "d"
* interpretation contains h 0..1
`;
  test('each once', async () => {
    const folder = temporaryFolder({
      'sushi-config.yaml':
        'id: test.guide\ncanonical: https://test.guide.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
      'input/fsh/a.fsh': fsh,
    });
    const { results } = reportOf(await ig(['build', '--offline', '--format', 'json'], { cwd: folder }));
    const found = results.flatMap(({ issues }) =>
      issues
        .filter(({ rule }) => rule.startsWith('definition-'))
        .map(({ source, severity, rule }) => `${source?.line} ${severity} ${rule}`),
    );
    const lineOf = (text: string) => fsh.slice(0, fsh.indexOf(text)).split('\n').length;
    expect(found.sort()).toEqual(
      [
        `${lineOf('Context:')} error definition-context`,
        `${lineOf('* ^contextInvariant')} error definition-context`,
        `${lineOf('* ^context[0].type')} error definition-context`,
        `${lineOf('Expression: "family')} error definition-invariant`,
        `${lineOf('* expression = "name')} error definition-invariant`,
        `${lineOf('* component ^slicing.discriminator.type')} error definition-slicing`,
        `${lineOf('* category contains c')} warning definition-slicing`,
        `${lineOf('* note contains d')} warning definition-slicing`,
        `${lineOf('* note contains e')} warning definition-slicing`,
        `${lineOf('* performer contains f')} warning definition-slicing`,
        `${lineOf('* interpretation contains h')} warning definition-slicing`,
        `${lineOf('* value[x] ^slicing.discriminator.type')} error definition-slicing`,
      ].sort(),
    );
  });
});
