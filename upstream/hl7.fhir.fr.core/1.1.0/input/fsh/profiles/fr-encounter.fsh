Profile: FrEncounter
Parent: Encounter
Id: fr-encounter
Title: "Venue"
Description: "Venue d'un patient dans une structure de soins, reconnue par un seul identifiant."
* insert Profil(FrEncounter)
* extension contains FrEncounterEstimatedDischargeDate named estimatedDischargeDate 0..1
* identifier 1..1
* identifier insert IdentifiantDeVenue
* class.system 1..
* class.code 1..
* type 0..1
* type from FrEncounterType (example)
* subject only Reference(FrPatient)
* participant.individual only Reference(RelatedPerson or FrPractitioner or FrPractitionerRoleExercice)
* appointment insert CibleAbsente(0, FrAppointment)
* period 1..
* account 0..1
* hospitalization.preAdmissionIdentifier insert IdentifiantDeVenue
* hospitalization.preAdmissionIdentifier.system = "1.2.250.1.71.4.2.2+.n°FINESS" (exactly)
* hospitalization.origin insert CibleAbsente(0, FrLocation)
* hospitalization.origin insert CibleAbsente(1, FrOrganization)
* hospitalization.destination insert CibleAbsente(0, FrLocation)
* hospitalization.destination insert CibleAbsente(1, FrOrganization)
* hospitalization.dischargeDisposition from FrEncounterDischargeDisposition (example)
* location.location insert CibleAbsente(0, FrLocation)
* location.physicalType from FrLocationPhysicalType (example)
* serviceProvider only Reference(FrOrganization)
* partOf only Reference(FrEncounter)

RuleSet: IdentifiantDeVenue
* type 1..
* type from FrEncounterIdentifierType (extensible)
* system 1..
* value 1..
* assigner only Reference(FrOrganization)
