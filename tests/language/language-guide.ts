import { guideFiles } from '../workspace/edited-guide.ts';

/** The guide that is edited, with what only an editor asks for. */
export const languageGuide: Readonly<Record<string, string>> = {
  ...guideFiles,
  'input/fsh/logical.fsh': `Logical: House
Parent: Element
Id: house
Title: "House"
* rooms 1..* BackboneElement "Rooms"
  * area 0..1 Quantity "How large it is"
  * colour 0..1 code "Its colour"
* owner 0..1 Reference(Person) "Whose it is"
`,
  'input/fsh/asked.fsh': `// What is asked of,
// over two lines.
Profile: Asked
Parent: Leaf
Id: asked
Title: "What is asked of"
Description: """
  Over
  lines.
"""
* insert Published
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains left 0..1 and right 0..1
* component[left]
  * code = $words#one
  * valueQuantity.unit = "kg"
* interpretation from http://hl7.org/fhir/ValueSet/observation-interpretation (extensible)
* referenceRange.low.value 0..1
* component[right].referenceRange.high MS
* subject and device MS
* obeys edit-1

Instance: asked-a
InstanceOf: Asked
* insert Final(06)
* code = $words#one "One"
* subject = Reference(someone)
* component[left].valueQuantity = 1 'kg'
`,
};
