Profile: FRCoreMedicationAdministrationInhaledOxygenProfile
Parent: MedicationAdministration
Id: fr-core-medication-administration-inhaled-oxygen
Title: "Administration d'oxygène inhalé"
Description: "Administration d'oxygène au cours de laquelle une saturation est mesurée."
* insert FrCanonical(fr-core-medication-administration-inhaled-oxygen)
* medication[x] only CodeableConcept
* medication[x].coding 1..1
* medication[x].coding.system 1..
* medication[x].coding.system = "http://snomed.info/sct" (exactly)
* medication[x].coding.code 1..
* medication[x].coding.code = #767111007 (exactly)
* subject only Reference(FRCorePatientProfile)
* performer.actor only Reference(RelatedPerson or Device or FRCorePractitionerProfile or PractitionerRole or FRCorePatientProfile)
