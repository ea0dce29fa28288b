/** Differences from HL7's generator that were looked at one by one: why ours stays as it is. */
interface KnownDifference {
  readonly reason: string;
  /** What it matches: `<canonical> <element>.<field>: theirs <> ours` or `<canonical> <element>: extra`. */
  readonly matches: RegExp;
}

const knownDifferences: readonly KnownDifference[] = [
  {
    reason:
      'R4 requires the units of vital signs of every component. HL7 weakens that in R4 while it loads it; published snapshots have it as R4 has.',
    matches:
      / Observation\.component(:\w+)?\.value\[x\]\.binding: \{"strength":"extensible","valueSet":"\S+\/ucum-vitals-common"\} <> \{"strength":"required","valueSet":"\S+\/ucum-vitals-common"\}$/,
  },
  {
    reason:
      'HL7 drops what a base says of all slices when a profile adds slices, unless the element is a BackboneElement. Slicing takes back no constraint.',
    matches: /(?:fr-core-patient-ins|EDSPatient)(?:\|\S+)? Patient\.identifier(\.\w+: extra|:[\w-]+\.type\.binding: )/,
  },
  {
    reason:
      'The differential has one type slice without a slicing. HL7 closes the slicing, and leaves types that no slice has; ours is open for them.',
    matches: /FrAppointmentOperator\|\S+ Extension\.value\[x\]\.slicing: .*"closed"\} <> .*"open"\}$/,
  },
  {
    reason:
      'The differential has a slicing of a choice open that its base has closed. HL7 keeps it closed; ours has it as the differential and the published snapshot, and only the types of its slices are left.',
    matches:
      /\/mesures-fr-observation-(?:body-temperature|body-weight|bodyheight)\|\S+ Observation\.value\[x\]\.slicing: .*"closed"\} <> .*"open"\}$/,
  },
  {
    reason:
      "The base, as it was published, has a type slice of a choice without its slicing, of which HL7's generator makes no snapshot; the Publisher of its time did.",
    matches: /\/mesures-fr-observation-bp\|\S+: refused by HL7's generator alone: .* launches straight into slicing/,
  },
  {
    reason:
      "The published snapshot starts from one of Bundle that slices each extension by url. R4's own does not, and the generator starts from that; extensions are told by url in any case.",
    matches: /^\S+ Bundle\.[\w.:]+\.extension\.slicing: \{"discriminator":\["value:url"\],.*"open"\} <> absent$/,
  },
  {
    reason:
      'From the same: a reference to content without ele-1, which R4 has there, and which the content demands in any case.',
    matches: /^\S+ Bundle\.entry(?::\w+)?\.link\.constraint: \[\] <> \["ele-1"\]$/,
  },
  {
    reason:
      "The published snapshot unfolds one of Identifier in which period and assigner repeat the constraint of their type. R4's own does not; the type demands it in any case.",
    matches: /\.identifier(?::[\w-]+)?\.(?:period|assigner)\.constraint: \["ele-1","(?:per|ref)-1"\] <> \["ele-1"\]$/,
  },
  {
    reason:
      'The extension occurs at most once by its own definition, which the generator of 2022 did not look at; that of today does.',
    matches: /\/ck-obs Observation\.device\.extension:modality\.max: "\*" <> "1"$/,
  },
  {
    reason:
      'The file of FrPractitioner in hl7.fhir.fr.core 1.1.0 is not JSON, so that its profiles have no base here; where the package was published, they had.',
    matches: /\/FrPractitioner(?:Agregateur|Regul): refused by ours alone: The base \S+\/FrPractitioner /,
  },
];

export function reasonOf(difference: string): string | undefined {
  return knownDifferences.find(({ matches }) => matches.test(difference))?.reason;
}
