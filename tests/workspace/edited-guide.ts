/**
 * A small guide that is edited: of everything through which one resource's findings depend on another one, at least one
 * case.
 */
export const canonical = 'https://edited.example/fhir';

export const guideFiles: Readonly<Record<string, string>> = {
  'sushi-config.yaml': `id: example.fhir.edited
canonical: ${canonical}
name: EditedGuide
status: draft
version: 1.0.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: ci-build
global:
  Device: ${canonical}/StructureDefinition/gadget
`,
  'input/fsh/aliases.fsh': `Alias: $unit = http://unitsofmeasure.org
Alias: $words = ${canonical}/CodeSystem/words
`,
  'input/fsh/rule-sets.fsh': `RuleSet: Published
* ^publisher = "Edited"
* ^status = #draft

RuleSet: Final(day)
* status = #final
* effectiveDateTime = "2026-01-{day}"
`,
  'input/fsh/terms.fsh': `CodeSystem: Words
Id: words
Title: "Words"
* insert Published
* ^caseSensitive = true
* #one "One"
* #two "Two"
* #three "Three"

CodeSystem: MoreWords
Id: more-words
* insert Published
* ^content = #supplement
* ^supplements = "${canonical}/CodeSystem/words"
* #one "Eins"

ValueSet: Few
Id: few
* insert Published
* $words#one
* $words#two

ValueSet: All
Id: all
* insert Published
* include codes from valueset Few
* $words#three
`,
  'input/fsh/base.fsh': `Profile: Base
Parent: Observation
Id: base
Title: "Base"
* insert Published
* code from All (required)
* subject 1..1
* subject only Reference(Person)
* obeys edit-1

Invariant: edit-1
Description: "A value, or why there is none"
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists() or component.exists()"
`,
  'input/fsh/leaf.fsh': `Profile: Leaf
Parent: Base
Id: leaf
Title: "Leaf"
* insert Published
* value[x] only Quantity
* extension contains Remark named remark 0..1
* device only Reference(Gadget)

Profile: Twig
Parent: Leaf
Id: twig
* insert Published
* note MS
`,
  'input/fsh/parts.fsh': `Profile: Parts
Parent: Base
Id: parts
* insert Published
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains first 1..1 and second 0..1
* component[first].code = $words#one
* component[second].code = $words#two
* component[first].value[x] only Quantity
`,
  'input/fsh/extension.fsh': `Extension: Remark
Id: remark
Context: Observation
* insert Published
* value[x] only string
`,
  'input/fsh/others.fsh': `Profile: Person
Parent: Patient
Id: person
* insert Published
* name 1..*

Profile: Gadget
Parent: Device
Id: gadget
* insert Published
* serialNumber 0..1 MS

Profile: Parcel
Parent: Bundle
Id: parcel
* insert Published
* entry ^slicing.discriminator.type = #profile
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry contains leaf 1..1
* entry[leaf].resource only Leaf
`,
  'input/fsh/examples.fsh': `Instance: someone
InstanceOf: Person
* name.family = "Some"

Instance: leaf-a
InstanceOf: Leaf
* insert Final(01)
* code = $words#one "One"
* subject = Reference(someone)
* valueQuantity = 1 'kg'
* extension[remark].valueString = "Well"

Instance: leaf-b
InstanceOf: Leaf
* insert Final(02)
* code = $words#three "Drei"
* subject = Reference(someone)
* valueQuantity = 2 'mmHg'

Instance: parts-a
InstanceOf: Parts
* insert Final(03)
* code = $words#two
* subject = Reference(someone)
* component[first].valueQuantity = 3 'kg'

Instance: twig-a
InstanceOf: Twig
* insert Final(04)
* code = $words#one "Eins"
* subject = Reference(someone)
* valueQuantity = 5 'kg'
`,
  'input/fsh/bundle.fsh': `Instance: gadget-a
InstanceOf: Device
* id = "gadget-a"
* serialNumber = "1"

Instance: leaf-in-bundle
InstanceOf: Leaf
Usage: #inline
* insert Final(05)
* code = $words#two
* subject.reference = "urn:uuid:11111111-1111-4111-8111-111111111111"
* device.reference = "urn:uuid:22222222-2222-4222-8222-222222222222"
* valueQuantity = 4 'kg'

Instance: person-in-bundle
InstanceOf: Person
Usage: #inline
* name.family = "Boxed"

Instance: gadget-in-bundle
InstanceOf: Device
Usage: #inline
* serialNumber = "2"

Instance: parcel-a
InstanceOf: Parcel
* type = #collection
* entry[leaf].fullUrl = "urn:uuid:33333333-3333-4333-8333-333333333333"
* entry[leaf].resource = leaf-in-bundle
* entry[+].fullUrl = "urn:uuid:11111111-1111-4111-8111-111111111111"
* entry[=].resource = person-in-bundle
* entry[+].fullUrl = "urn:uuid:22222222-2222-4222-8222-222222222222"
* entry[=].resource = gadget-in-bundle
`,
  'input/fsh/questionnaire.fsh': `Instance: form
InstanceOf: Questionnaire
Usage: #definition
* url = "${canonical}/Questionnaire/form"
* name = "Form"
* status = #draft
* item[0].linkId = "a"
* item[0].type = #choice
* item[0].answerValueSet = Canonical(Few)

Instance: answers
InstanceOf: QuestionnaireResponse
* questionnaire = "${canonical}/Questionnaire/form"
* status = #completed
* item[0].linkId = "a"
* item[0].answer.valueCoding = $words#two
`,
  'input/fsh/lost.fsh': `Instance: waits-for-a-profile
InstanceOf: Basic
* meta.profile = "${canonical}/StructureDefinition/later"
* code = http://terminology.hl7.org/CodeSystem/edited#waits "Waits"
`,
  'input/resources/ValueSet-written.json': `{
  "resourceType": "ValueSet",
  "id": "written",
  "url": "${canonical}/ValueSet/written",
  "version": "1.0.0",
  "name": "Written",
  "status": "draft",
  "compose": {
    "include": [{ "system": "${canonical}/CodeSystem/words", "concept": [{ "code": "one", "display": "One" }] }]
  }
}
`,
  'input/examples/Observation-written.json': `{
  "resourceType": "Observation",
  "id": "written",
  "meta": { "profile": ["${canonical}/StructureDefinition/leaf"] },
  "status": "final",
  "code": { "coding": [{ "system": "${canonical}/CodeSystem/words", "code": "one" }] },
  "subject": { "reference": "Patient/someone" },
  "valueQuantity": { "value": 1.50, "system": "http://unitsofmeasure.org", "code": "kg" }
}
`,
  'suppressions.yaml': `- message: "%dom-6: %"
  reason: The narrative is written with the site.
  owner: the authors
  expires: never
  for: ig
`,
};
