/**
 * Guides made by a rule, as large as one asks for, and the same each time. They use what the remedies in
 * scripts/compile/ touch: RuleSets with parameters, names asked for by alias, id, url and version, slices,
 * definitions written as instances, and caret rules on concepts.
 */
export type GuideFiles = Readonly<Record<string, string>>;

const canonical = 'https://generated.example/fhir';

const config = `id: example.fhir.generated
canonical: ${canonical}
name: GeneratedGuide
status: draft
version: 1.0.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: ci-build
`;

const each = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/** `profiles` profiles of Observation with `examples` examples each, and the terminology that they share. */
export function profilesGuide(profiles: number, examples: number): GuideFiles {
  const shared = Math.max(1, Math.ceil(profiles / 5));
  return {
    'sushi-config.yaml': config,
    'input/fsh/aliases.fsh': `Alias: $unit = http://unitsofmeasure.org
Alias: $measures = ${canonical}/CodeSystem/measures
Alias: FirstAlias = Measure0
`,
    'input/fsh/rule-sets.fsh': `RuleSet: Publisher
* ^publisher = "Generated"
* ^status = #draft

RuleSet: Part(slice, unit)
* component contains {slice} 0..1 MS
* component[{slice}].code = $measures#{slice} "Part {slice}"
* component[{slice}].value[x] only Quantity
* component[{slice}].valueQuantity = $unit#{unit}

RuleSet: Common(number)
* status = #final
* subject = Reference(Someone)
* effectiveDateTime = "2026-01-0{number}"
`,
    'input/fsh/terminology.fsh': `CodeSystem: Measures
Id: measures
Title: "Measures"
* insert Publisher
* ^caseSensitive = true
${each(profiles, (i) => `* #m${i} "Measure ${i}"\n  * ^designation[0].language = #fr\n  * ^designation[=].value = "Mesure ${i}"\n`)}${each(4, (i) => `* #part${i} "Part part${i}"\n`)}
${each(
  shared,
  (i) => `ValueSet: Sites${i}
Id: sites-${i}
* insert Publisher
* ^version = "1.${i}.0"
* $measures#m${i} "Measure ${i}"
* include codes from system $measures where concept is-a #m${i}
${i === 0 ? '' : `* include codes from valueset Sites${i - 1}\n`}
Extension: Note${i}
Id: note-${i}
Context: Observation
* value[x] only string

`,
)}
Instance: written-sites
InstanceOf: ValueSet
Usage: #definition
* url = "${canonical}/ValueSet/written-sites"
* name = "WrittenSites"
* status = #draft
* compose.include[0].system = $measures

Instance: written-note
InstanceOf: StructureDefinition
Usage: #definition
* url = "${canonical}/StructureDefinition/written-note"
* name = "WrittenNote"
* status = #draft
* kind = #complex-type
* abstract = false
* type = "Extension"
* derivation = #constraint
* fhirVersion = #4.0.1
* context.type = #element
* context.expression = "Observation"
* baseDefinition = "http://hl7.org/fhir/StructureDefinition/Extension"
* differential.element[0].id = "Extension"
* differential.element[0].path = "Extension"

Invariant: gen-1
Description: "A value, or why there is none"
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists() or component.exists()"

Logical: Record
Id: record
* entry 0..* BackboneElement "Entries" "Entries"
* entry.measure 0..1 Reference(Measure0) "Measure" "Measure"
`,
    'input/fsh/someone.fsh': `Instance: Someone
InstanceOf: Patient
Usage: #example
* name.family = "Some"
* name.given[+] = "One"
* name.given[+] = "Two"
`,
    ...Object.fromEntries(
      Array.from({ length: profiles }, (_, i) => [`input/fsh/measure-${i}.fsh`, measure(i, examples, shared)]),
    ),
  };
}

/** Every tenth profile is a parent of the nine that follow it. */
function measure(i: number, examples: number, shared: number): string {
  const parent = i - (i % 10);
  const note = i === parent ? 'note' : 'own';
  const site = [
    `Sites${i % shared}`,
    `${canonical}/ValueSet/sites-${i % shared}`,
    `sites-${i % shared}|1.${i % shared}.0`,
  ];
  return `Profile: Measure${i}
Parent: ${i === parent ? 'Observation' : parent === 0 ? 'FirstAlias' : `Measure${parent}`}
Id: measure-${i}
Title: "Measure ${i}"
Description: "Measure number ${i}"
* insert Publisher
${
  i === parent
    ? `* component ^slicing.discriminator[0].type = #pattern
* component ^slicing.discriminator[=].path = "code"
* component ^slicing.rules = #open
* insert Part(part0, mg)
* obeys gen-1
* subject only Reference(Patient)
`
    : `* insert Part(part${1 + (i % 3)}, kg)
* component[part0] 1..1
* code = $measures#m${i} "Measure ${i}"
`
}* bodySite from ${site[i % 3]} (preferred)
* extension contains Note${i % shared} named ${note} 0..1 MS${i === parent ? ` and ${canonical}/StructureDefinition/written-note named written 0..1` : ''}
* extension[${note}] ^short = "Note ${i}"
* status and code and effective[x] MS
* method from WrittenSites (example)

Mapping: Map${i}
Source: Measure${i}
Target: "https://target.example/${i}"
Id: map-${i}
* -> "Target"
* code -> "Target.code"

${each(
  examples,
  (n) => `Instance: measure-${i}-${n}
InstanceOf: Measure${i}
Usage: #example
* insert Common(${1 + (n % 9)})
${i === parent ? `* code = $measures#m${i} "Measure ${i}"\n` : ''}* component[part0].valueQuantity.value = ${n}
${i === parent ? '' : `* component[part${1 + (i % 3)}].valueQuantity.value = ${i}.${n}\n`}* extension[${note}].valueString = "Note ${n}"
* performer[+] = Reference(Someone)
* note[+].text = "First"
* note[+].text = "Second"
${n === 1 ? `* hasMember = Reference(measure-${i}-0)\n` : ''}
`,
)}`;
}

/** `valueSets` value sets of `concepts` concepts each, with `designations` designations on each of them. */
export function terminologyGuide(valueSets: number, concepts: number, designations: number): GuideFiles {
  const words = (n: number, code: string) =>
    each(n, (k) => `${code} ^designation[${k}].language = #l${k}\n${code} ^designation[${k}].value = "Word ${k}"\n`);
  return {
    'sushi-config.yaml': config,
    'input/fsh/systems.fsh': `Alias: $words = ${canonical}/CodeSystem/words

RuleSet: Rare(number)
* $words#rare{number} "Rare word {number}"

CodeSystem: Words
Id: words
* ^caseSensitive = true
${each(concepts, (c) => `* #w${c} "Word ${c}" "The word number ${c}"\n${words(1, `* #w${c}`)}`)}${each(Math.ceil(concepts / 10), (c) => `* #rare${c} "Rare word ${c}"\n`)}
`,
    ...Object.fromEntries(
      Array.from({ length: valueSets }, (_, v) => [
        `input/fsh/words-${v}.fsh`,
        `ValueSet: Words${v}
Id: words-${v}
* ^title = "Words ${v}"
* ^contact[0].telecom[0].system = #url
* ^contact[0].telecom[0].value = "https://generated.example"
${each(concepts, (c) => `* $words#w${c} "Word ${c}"\n`)}
${each(concepts, (c) => words(designations, `* $words#w${c}`))}
${each(Math.ceil(concepts / 10), (c) => `* insert Rare(${c})\n`)}

Instance: map-${v}
InstanceOf: ConceptMap
Usage: #definition
* url = "${canonical}/ConceptMap/map-${v}"
* status = #draft
* group[0].source = $words
* group[0].target = $words
${each(Math.ceil(concepts / 4), (c) => `* group[0].element[${c}].code = #w${c}\n* group[0].element[${c}].target[0].code = #w${c}\n* group[0].element[${c}].target[0].equivalence = #equal\n`)}
`,
      ]),
    ),
  };
}
