import type { ElementDefinition } from '../../model/fhir.ts';

type Extension = NonNullable<ElementDefinition['extension']>[number];

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const TOOLS = 'http://hl7.org/fhir/tools/StructureDefinition/';

/** Say something about the definition they stand in, not about its descendants. */
const notInherited = new Set([
  `${TOOLS}binding-definition`,
  `${TOOLS}no-binding`,
  `${TOOLS}obligation-profile`,
  `${HL7}obligation-profile`,
  `${HL7}elementdefinition-isCommonBinding`,
  `${HL7}structuredefinition-standards-status`,
  `${HL7}structuredefinition-standards-status-reason`,
  `${HL7}structuredefinition-category`,
  `${HL7}structuredefinition-fmm`,
  `${HL7}structuredefinition-implements`,
  `${HL7}structuredefinition-explicit-type-name`,
  `${HL7}structuredefinition-security-category`,
  `${HL7}structuredefinition-wg`,
  `${HL7}structuredefinition-normative-version`,
  `${HL7}structuredefinition-summary`,
]);

/** Fixed by the ancestor; a profile that repeats them is ignored. */
const notOverridable = new Set([
  `${HL7}elementdefinition-translatable`,
  `${HL7}elementdefinition-defaulttype`,
  `${HL7}elementdefinition-json-name`,
  `${HL7}elementdefinition-xml-name`,
  `${HL7}elementdefinition-namespace`,
  `${TOOLS}json-name`,
  `${TOOLS}xml-name`,
  `${TOOLS}xml-namespace`,
  `${TOOLS}implied-string-prefix`,
  `${TOOLS}json-empty-behavior`,
  `${TOOLS}json-nullable`,
  `${TOOLS}json-primitive-choice`,
  `${TOOLS}json-property-key`,
  `${TOOLS}type-specifier`,
  `${TOOLS}xml-choice-group`,
]);

/** Have one value: the profile's replaces the ancestor's. */
const replacing = new Set([
  `${TOOLS}elementdefinition-date-format`,
  `${TOOLS}elementdefinition-date-rules`,
  `${HL7}designNote`,
  `${HL7}elementdefinition-allowedUnits`,
  `${HL7}elementdefinition-question`,
  `${HL7}entryFormat`,
  `${HL7}maxDecimalPlaces`,
  `${HL7}maxSize`,
  `${HL7}minLength`,
  `${HL7}mimeType`,
  `${HL7}structuredefinition-display-hint`,
]);

/** The extensions of an element, or of its binding, that its descendants have too; undefined when none is left. */
export function inheritedExtensions(extensions: readonly Extension[] | undefined): Extension[] | undefined {
  const kept = extensions?.filter(({ url }) => !notInherited.has(url));
  return kept === undefined || kept.length === 0 ? undefined : kept;
}

/** Adds the extensions of a differential element to the inherited ones. */
export function mergeExtensions(
  inherited: readonly Extension[] | undefined,
  stated: readonly Extension[] | undefined,
): Extension[] | undefined {
  const merged = inheritedExtensions(inherited) ?? [];
  for (const extension of stated ?? []) {
    const at = merged.findIndex(({ url }) => url === extension.url);
    if (at === -1) merged.push(extension);
    else if (replacing.has(extension.url)) merged[at] = extension;
    else if (!notOverridable.has(extension.url) && !merged.includes(extension)) merged.push(extension);
  }
  return merged.length === 0 ? undefined : merged;
}
