Profile: FRCoreEncounterProfile
Parent: Encounter
Id: fr-core-encounter
Title: "Venue"
Description: "Venue d'un patient dans une structure de soins."
* insert FrCanonical(fr-core-encounter)
* extension contains FRCoreEncounterEstimatedDischargeDateExtension named estimatedDischargeDate 0..1
* identifier 1..
* identifier.type 1..
* identifier.type from FRCoreValueSetEncounterIdentifierType (extensible)
* identifier.system 1..
* identifier.value 1..
* identifier.assigner only Reference(FRCoreOrganizationProfile)
* class.system 1..
* class.code 1..
* type 0..1
* type from FRCoreValueSetEncounterType (example)
* subject only Reference(FRCorePatientProfile)
* participant.individual only Reference(RelatedPerson or FRCorePractitionerProfile or PractitionerRole)
* appointment insert CibleAbsente(0, fr-core-appointment)
* period 1..
* account 0..1
* hospitalization.preAdmissionIdentifier.type 1..
* hospitalization.preAdmissionIdentifier.type from FRCoreValueSetEncounterIdentifierType (extensible)
* hospitalization.preAdmissionIdentifier.system 1..
* hospitalization.preAdmissionIdentifier.system = "1.2.250.1.71.4.2.2+.n°FINESS" (exactly)
* hospitalization.preAdmissionIdentifier.value 1..
* hospitalization.preAdmissionIdentifier.assigner only Reference(FRCoreOrganizationProfile)
* hospitalization.origin insert CibleAbsente(0, fr-core-location)
* hospitalization.origin insert CibleAbsente(1, fr-core-organization)
* hospitalization.destination insert CibleAbsente(0, fr-core-location)
* hospitalization.destination insert CibleAbsente(1, fr-core-organization)
* hospitalization.dischargeDisposition from FRCoreValueSetEncounterDischargeDisposition (example)
* location.location insert CibleAbsente(0, fr-core-location)
* location.physicalType from FRCoreValueSetLocationPhysicalType (example)
* serviceProvider only Reference(FRCoreOrganizationProfile)
* partOf only Reference(FRCoreEncounterProfile)

// Le lieu et le rendez-vous de Fr Core ne sont pas repris ici : leur canonique est nommée sans être définie.
RuleSet: CibleAbsente(rang, profil)
* ^type[0].targetProfile[{rang}] = "https://hl7.fr/ig/fhir/core/StructureDefinition/{profil}"
