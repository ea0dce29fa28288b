import { ownRule, type RuleTable, r4Rule as rule } from '../../model/rule.ts';

/** Every rule that the validator can name in an issue. */
export const rules = {
  'json-syntax': rule('Write the resource as one valid JSON text.', 'json.html'),
  'json-duplicate-key': rule('Give each property of an object once.', 'json.html'),
  'findings-limit': ownRule(
    'Correct the findings that are told, then validate again: no more are kept of one resource.',
    'findings.md#large-resources',
  ),
  'json-type': rule(
    'Write each element in its JSON form: arrays for what may repeat, objects for complex types, strings, numbers and booleans for primitives.',
    'json.html#primitive',
  ),
  null: rule(
    'Leave an element out instead of giving it null; null only fills gaps in arrays of primitives with extensions.',
    'json.html#primitive',
  ),
  empty: rule('Leave out what has no content: FHIR has no empty objects, arrays and strings.', 'element.html#Element'),
  'resource-type': rule('Name a resource type of FHIR R4 in resourceType.', 'json.html#resources'),
  'unknown-property': rule(
    'Use only the elements that the type defines; put anything else into an extension.',
    'json.html',
  ),
  choice: rule('Give an element with a choice of types in one type only.', 'formats.html#choice'),
  'element-id': rule('Give each element id once within a resource.', 'element-definitions.html#Element.id'),
  'primitive-format': rule('Write each primitive value in the form and range of its type.', 'datatypes.html#primitive'),
  cardinality: rule('Give each element as often as its definition asks.', 'profiling.html#cardinality'),
  type: rule('Use one of the types that the profile leaves for the element.', 'profiling.html#cardinality'),
  fixed: rule(
    'Give exactly the value that the profile fixes, with nothing added.',
    'elementdefinition-definitions.html#ElementDefinition.fixed_x_',
  ),
  pattern: rule(
    'Give at least what the pattern of the profile has.',
    'elementdefinition-definitions.html#ElementDefinition.pattern_x_',
  ),
  range: rule(
    'Keep the value between the least and the greatest that the profile allows.',
    'elementdefinition-definitions.html#ElementDefinition.minValue_x_',
  ),
  'security-label': rule('Give each security label once.', 'resource-definitions.html#Meta.security'),
  'attachment-size': rule(
    'Give as size the number of bytes that the data has before it is written as base64.',
    'datatypes-definitions.html#Attachment.size',
  ),
  'attachment-empty': rule(
    'Give an attachment its data or url, or at least the type or language of what is missing.',
    'datatypes.html#Attachment',
  ),
  'markdown-html': rule('Write markdown without HTML tags.', 'datatypes.html#markdown'),
  'max-length': rule(
    'Shorten the text to the length that the profile allows.',
    'elementdefinition-definitions.html#ElementDefinition.maxLength',
  ),
  regex: {
    summary: 'Write the value as the regular expression of the profile asks.',
    spec: 'https://hl7.org/fhir/extensions/StructureDefinition-regex.html',
  },
  'slice-cardinality': rule(
    'Give as many elements of each slice as the profile asks, with the values by which the slice is known.',
    'profiling.html#slicing',
  ),
  'slicing-closed': rule(
    'Give only elements that fit one of the slices: the profile closes the list.',
    'profiling.html#slicing',
  ),
  'slicing-overlap': rule(
    'Give each element the values of one slice, and define slices of which an element fits one only.',
    'profiling.html#slicing',
  ),
  'slicing-undecidable': rule(
    'Let each slice say by fixed value, pattern, required binding or existence what its discriminators look at.',
    'profiling.html#discriminator',
  ),
  'slicing-order': rule(
    'Give the slices in the order of the profile, and others only after them where it says so.',
    'profiling.html#slicing',
  ),
  'binding-required': rule('Take the code from the value set that is bound.', 'terminologies.html#required'),
  'binding-extensible': rule(
    'Take the code from the value set that is bound, unless none of its codes fits.',
    'terminologies.html#extensible',
  ),
  'code-unknown': rule('Use a code that its code system has.', 'datatypes.html#Coding'),
  display: rule(
    'Show a code with one of the displays of its code system, or leave the display out.',
    'datatypes.html#Coding',
  ),
  'code-status': rule(
    'Look for another code in place of one that is retired or deprecated.',
    'codesystem-concept-properties.html',
  ),
  'system-unknown': rule(
    "Name a system under HL7's own addresses as a loaded package defines it.",
    'terminologies-systems.html',
  ),
  'system-spelling': rule(
    'Write the system of a code to the letter as its code system is named: no slash added, no https for http.',
    'terminologies-systems.html',
  ),
  'coding-system': rule('Name the code system of each code.', 'datatypes-definitions.html#Coding.system'),
  'ucum-annotation': rule(
    'Say in the unit of a quantity what its UCUM code says only in braces.',
    'datatypes-definitions.html#Quantity.unit',
  ),
  'system-absolute': rule('Name systems by absolute URIs.', 'datatypes.html#Identifier'),
  'identifier-uri': rule(
    'Give an identifier of system urn:ietf:rfc:3986 a full URI as its value.',
    'datatypes.html#Identifier',
  ),
  'system-value-set': rule('Name the code system of a code, not a value set or a profile.', 'datatypes.html#Coding'),
  invariant: rule('Make the constraint true that the definition states.', 'conformance-rules.html#constraints'),
  'extension-url': rule('Name an extension by the absolute URL of its definition.', 'extensibility.html#Extension'),
  'extension-unknown': rule('Use extensions that a loaded package defines.', 'extensibility.html#Extension'),
  'extension-modifier': rule(
    'Put extensions that change a meaning into modifierExtension, and no others.',
    'extensibility.html#modifierExtension',
  ),
  'extension-content': rule(
    'Give an extension its value or its parts, as its definition says: never both, never neither.',
    'extensibility.html#Extension',
  ),
  'extension-status': rule(
    'Look for what takes the place of an extension that is deprecated, withdrawn or retired.',
    'structuredefinition-definitions.html#StructureDefinition.status',
  ),
  'extension-part': rule(
    'Use only the parts that the definition of a complex extension has.',
    'extensibility.html#Extension',
  ),
  'extension-context': rule(
    'Use an extension only on the elements that its definition names.',
    'defining-extensions.html#context',
  ),
  'reference-format': rule(
    'Write a reference as Type/id with a resource type of FHIR R4, as an absolute URL, or as #id.',
    'references.html#literal',
  ),
  'reference-empty': rule('Give a reference at least a reference, an identifier or a display.', 'references.html'),
  'reference-contained': rule('Contain the resource that #id refers to.', 'references.html#contained'),
  'reference-type': rule('Refer to a type that the element allows.', 'references.html#Reference'),
  'reference-target': rule('Refer to a resource of a type that the element allows.', 'references.html#Reference'),
  'reference-profile': rule(
    'Refer to a resource that conforms to a profile that the element asks for.',
    'references.html#Reference',
  ),
  'contained-id': rule('Give each contained resource an id of its own.', 'references.html#contained'),
  'contained-orphan': rule('Refer to each contained resource, or leave it out.', 'references.html#contained'),
  'profile-unknown': rule('Claim profiles that are loaded, or add the package that has them.', 'resource.html#Meta'),
  'profile-unusable': rule(
    'Give each profile a snapshot, or a differential and a base that one can be made from, with elements of the right shape.',
    'profiling.html#snapshot',
  ),
  'definition-broken': rule('Use definitions in which each part has the JSON type that FHIR gives it.', 'json.html'),
  'profile-type': rule('Claim only profiles of the type of the resource.', 'profiling.html'),
  'profile-none-fits': rule('Meet one of the profiles that the element allows.', 'profiling.html'),
  'bundle-full-url': rule(
    "Give each entry its absolute fullUrl, in agreement with the resource's type and id.",
    'bundle.html#bundle-unique',
  ),
  'bundle-reference': rule('Refer to entries so that exactly one fullUrl answers.', 'bundle.html#references'),
  'bundle-first-entry': rule('Begin a document with its Composition, a message with its MessageHeader.', 'bundle.html'),
  'bundle-link': rule('Give page links only in searches and histories.', 'http.html#paging'),
  'bundle-search': rule('Give each entry of a search its resource, and say why it is there.', 'bundle.html#searchset'),
  'bundle-request': rule('Send each resource to the address of its type.', 'http.html#transaction'),
  'bundle-orphan': rule(
    'Join every entry of a document or message to its first entry by references.',
    'documents.html#content',
  ),
  'questionnaire-kind': rule(
    'Name a Questionnaire as that of a QuestionnaireResponse.',
    'questionnaireresponse-definitions.html#QuestionnaireResponse.questionnaire',
  ),
  'questionnaire-item': rule(
    'Give the items that the Questionnaire has, where it has them, with its texts.',
    'questionnaireresponse.html#link',
  ),
  'questionnaire-order': rule('Give the items in the order of the Questionnaire.', 'questionnaireresponse.html#link'),
  'questionnaire-required': rule(
    'Answer what the Questionnaire requires before the response is completed.',
    'questionnaire-definitions.html#Questionnaire.item.required',
  ),
  'questionnaire-repeats': rule(
    'Repeat only what the Questionnaire lets repeat, and not more often than it says.',
    'questionnaire-definitions.html#Questionnaire.item.repeats',
  ),
  'questionnaire-enabled': rule(
    'Answer only questions whose conditions are met.',
    'questionnaire-definitions.html#Questionnaire.item.enableWhen',
  ),
  'questionnaire-type': rule(
    'Answer each question with a value of its type, and groups and displays not at all.',
    'valueset-item-type.html',
  ),
  'questionnaire-option': rule(
    'Answer with one of the options that the Questionnaire gives.',
    'questionnaire-definitions.html#Questionnaire.item.answerOption',
  ),
  'questionnaire-value': rule(
    'Keep answers within the length, bounds, format and units that the Questionnaire sets.',
    'questionnaire-definitions.html#Questionnaire.item.maxLength',
  ),
  'measure-report': rule(
    'Report the groups, populations, stratifiers and scores that the Measure defines, each once.',
    'measurereport.html',
  ),
  'best-practice': rule('Say who, whom and when of an Observation where it is known.', 'observation.html'),
  'narrative-structure': rule('Nest the elements of a narrative as XHTML allows, and not too deep.', 'narrative.html'),
  'narrative-xhtml': rule('Write the narrative as well-formed XHTML.', 'narrative.html'),
  'narrative-namespace': rule('Put the narrative into the XHTML namespace.', 'narrative.html'),
  'narrative-element': rule('Write the narrative as one div of the XHTML elements that FHIR allows.', 'narrative.html'),
  'narrative-attribute': rule('Use only the XHTML attributes that FHIR allows.', 'narrative.html'),
  'narrative-content': rule('Give the narrative some text or an image.', 'narrative.html'),
  'narrative-language': rule(
    'State the language of a resource on the div of its narrative too.',
    'resource-definitions.html#Resource.language',
  ),
  'narrative-link': rule('Let links in the narrative lead somewhere safe.', 'narrative.html'),
  'measure-content': rule(
    'Give a Measure groups with populations, each with a code where there are several.',
    'measure-definitions.html#Measure.group',
  ),
  'operation-profile': rule(
    'Name as the profile of all parameters, in or out, one of Parameters that the parameters do not contradict.',
    'operationdefinition-definitions.html#OperationDefinition.inputProfile',
  ),
  'guide-content': rule(
    'Name in an ImplementationGuide global profiles of their type, and guides that it depends on by the url of the guide.',
    'implementationguide-definitions.html#ImplementationGuide.global',
  ),
  'definition-path': rule(
    'Name in a differential elements that the type has.',
    'elementdefinition-definitions.html#ElementDefinition.path',
  ),
  'definition-type': rule(
    'Give elements, their fixed values, patterns and defaults a type that they can have, each element of a snapshot a type, and a definition with a base its derivation.',
    'elementdefinition-definitions.html#ElementDefinition.fixed_x_',
  ),
  'definition-extension-url': rule(
    'Set the url of an extension to the url of its definition.',
    'defining-extensions.html',
  ),
  'definition-url': rule('Give each definition an absolute url.', 'references.html#canonical'),
  'definition-context': rule(
    'Let extensions stand on types, elements and extensions that exist, or where a FHIRPath expression leads.',
    'defining-extensions.html#context',
  ),
  'definition-invariant': rule(
    'Give each invariant an expression that is FHIRPath.',
    'elementdefinition-definitions.html#ElementDefinition.constraint.expression',
  ),
  'definition-slicing': rule(
    'Slice by discriminators that lead to an element of which each slice says something, and choices by their types.',
    'profiling.html#discriminator',
  ),
  'capability-search': rule(
    'Give each search parameter the type that its definition has.',
    'capabilitystatement-definitions.html#CapabilityStatement.rest.resource.searchParam.type',
  ),
  'code-system-content': rule(
    'Say of the content of a code system what is true: complete, with its number of concepts, or a supplement of which.',
    'codesystem-definitions.html#CodeSystem.content',
  ),
  'code-system-property': rule(
    'Define each property of a code system once, and give its values in the type that it is defined with.',
    'codesystem.html#properties',
  ),
  'concept-map-system': rule(
    'Name the code systems that a map leads from and to.',
    'conceptmap-definitions.html#ConceptMap.group.source',
  ),
  'url-example': rule(
    'Give in a url, which is opened, an address that leads somewhere; --allow-example-urls takes those of examples.',
    'datatypes.html#url',
  ),
  'search-parameter': rule(
    'Give a search parameter a code that a URL can hold, an expression that leads somewhere, and its parts.',
    'searchparameter.html',
  ),
  'value-set-system': rule(
    'Name each code system that is included by its absolute URI, without version.',
    'valueset-definitions.html#ValueSet.compose.include.system',
  ),
  'include-filter': rule(
    'Use filters with values that the property of the code system can have.',
    'valueset-definitions.html#ValueSet.compose.include.filter.value',
  ),
  'not-checked': rule(
    'Add what is missing (a package, a snapshot, a terminology server), or judge this point yourself.',
    'validation.html',
  ),
} satisfies RuleTable;

export type ValidateRule = keyof typeof rules;
