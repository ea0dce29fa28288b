/** What a new guide is called. */
export interface GuideNames {
  /** Of the package: `fr.example.steps`. */
  readonly id: string;
  readonly canonical: string;
  readonly title: string;
}

/**
 * The configuration of a guide that has none.
 * @see https://fshschool.org/docs/sushi/configuration/
 */
export function configText({ id, canonical, title }: GuideNames): string {
  return `# See https://fshschool.org/docs/sushi/configuration/ for all settings.
id: ${id}
canonical: ${canonical}
name: ${nameOf(title)}
title: ${JSON.stringify(title)}
status: draft
version: 0.1.0
fhirVersion: 4.0.1
copyrightYear: ${new Date().getUTCFullYear()}+
releaseLabel: ci-build
publisher:
  name: ${JSON.stringify(`Publisher of ${title}`)}
  url: ${new URL(canonical).origin}

# Other guides whose profiles are used here: exact versions. Then run: ig packages lock
# dependencies:
#   hl7.fhir.fr.core: 2.1.0

pages:
  index.md:
    title: Home

menu:
  Home: index.html
  Artifacts: artifacts.html
`;
}

/** What the IG Publisher reads first; SUSHI and ig do without it. */
export function igIniText({ id }: GuideNames): string {
  return `[IG]
ig = fsh-generated/resources/ImplementationGuide-${id}.json
template = fhir.base.template#current
`;
}

/** A profile and an example of it, for a guide that has no FSH yet. */
export const starterFsh = `Alias: $UCUM = http://unitsofmeasure.org

Profile: StepCount
Parent: Observation
Id: step-count
Title: "Step count"
Description: "How many steps a person has taken in a day."
* status = #final
* code = http://loinc.org#41950-7
* subject 1..1
* subject only Reference(Patient)
* effective[x] only dateTime
* effectiveDateTime 1..1
* value[x] only Quantity
* valueQuantity 1..1
* valueQuantity = $UCUM#/d
* performer 1..

Instance: steps
InstanceOf: StepCount
Title: "Steps of a day"
Description: "A day with eight thousand steps."
Usage: #example
* subject = Reference(walker)
* performer = Reference(walker)
* effectiveDateTime = "2026-01-15"
* valueQuantity = 8000 '/d'

Instance: walker
InstanceOf: Patient
Title: "The walker"
Description: "Whose steps are counted."
Usage: #example
* name.family = "Walker"
* name.given = "Ada"
* gender = #female
* birthDate = "1980-05-01"
`;

export function indexPageText({ title }: GuideNames): string {
  return `### ${title}

What this guide is for, and who should read it.
`;
}

/** A name that a program can use: https://hl7.org/fhir/R4/implementationguide.html, invariant ig-0 */
function nameOf(title: string): string {
  const words = title.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(joined) ? joined.slice(0, 200) : `Guide${joined}`.slice(0, 200);
}
