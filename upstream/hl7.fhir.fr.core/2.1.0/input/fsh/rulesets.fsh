// Chaque profil de ressource de Fr Core réserve une place à sa propre canonique dans meta.profile.
RuleSet: FrCanonical(profil)
* meta.profile ^slicing.discriminator.type = #value
* meta.profile ^slicing.discriminator.path = "$this"
* meta.profile ^slicing.rules = #open
* meta.profile ^slicing.description = "Une déclaration de conformité à Fr Core, parmi d'autres"
* meta.profile contains fr-canonical 0..1
* meta.profile[fr-canonical] = "https://hl7.fr/ig/fhir/core/StructureDefinition/{profil}"

// Le paquet publié rend extensible la liste des unités d'une composante, que les signes vitaux de R4 rendent obligatoire :
// l'outil qui l'a construit corrigeait R4 en ce point. Les instantanés officiels du guide le reprennent.
RuleSet: UniteDeComposante
* component.value[x] ^binding.strength = #extensible

// Ressources liées à une mesure. L'ordre des cibles n'a pas de portée.
RuleSet: PatientFr
* subject only Reference(FRCorePatientProfile)
* subject ^short = "Patient dont la mesure est prise"

RuleSet: VenueFr
* encounter only Reference(FRCoreEncounterProfile)
* encounter ^short = "Venue au cours de laquelle la mesure a été prise"

RuleSet: AuteurFr
* performer only Reference(CareTeam or RelatedPerson or FRCorePatientProfile or FRCorePractitionerProfile or PractitionerRole or FRCoreOrganizationProfile)
* performer ^short = "Qui a pris la mesure"

RuleSet: AuteurEtProcheFr
* performer only Reference(CareTeam or FRCoreRelatedPersonProfile or FRCorePatientProfile or FRCorePractitionerProfile or PractitionerRole or FRCoreOrganizationProfile)
* performer ^short = "Qui a pris la mesure"

RuleSet: SupportingInfo
* extension contains $supportingInfo named supportingInfo 0..1
* extension[supportingInfo] ^short = "Ressource qui éclaire la mesure"

RuleSet: CodeObligatoire
* code.coding 1..
