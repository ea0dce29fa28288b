// Le paquet 1.1.0 donne à ses ressources la version 1.0.1, et à ses profils une URL qui n'est pas leur id.
RuleSet: Profil(nom)
* ^url = "http://interopsante.org/fhir/StructureDefinition/{nom}"
* ^version = "1.0.1"

RuleSet: JeuDeValeurs(nom)
* ^url = "http://interopsante.org/fhir/ValueSet/{nom}"
* ^version = "1.0.1"
* ^experimental = false

RuleSet: Codes(nom)
* ^url = "http://interopsante.org/fhir/CodeSystem/{nom}"
* ^version = "1.0.1"
* ^experimental = false
* ^caseSensitive = true

// Ressources liées à une mesure. L'ordre des cibles n'a pas de portée.
RuleSet: PatientFr
* subject only Reference(FrPatient)
* subject ^short = "Patient dont la mesure est prise"

RuleSet: VenueFr
* encounter only Reference(FrEncounter)
* encounter ^short = "Venue au cours de laquelle la mesure a été prise"

RuleSet: AuteurFr
* performer only Reference(CareTeam or RelatedPerson or FrPatient or FrPractitioner or FrPractitionerRoleExercice or FrOrganization)
* performer ^short = "Qui a pris la mesure"

RuleSet: SupportingInfo
* extension contains $supportingInfo named supportingInfo 0..1
* extension[supportingInfo] ^short = "Ressource qui éclaire la mesure"

RuleSet: Interpretation
* interpretation from $VS-interpretation (extensible)

// Profils de Fr Core qui ne sont pas repris ici : leur canonique est nommée sans être définie.
RuleSet: CibleAbsente(rang, profil)
* ^type[0].targetProfile[{rang}] = "http://interopsante.org/fhir/StructureDefinition/{profil}"
