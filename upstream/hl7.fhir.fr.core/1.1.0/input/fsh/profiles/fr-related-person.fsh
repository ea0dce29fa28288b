Profile: FrRelatedPerson
Parent: RelatedPerson
Id: fr-related-person
Title: "Proche du patient"
Description: "Personne en relation avec un patient, avec son rôle et son lien."
* insert Profil(FrRelatedPerson)
* identifier 1..1
* patient only Reference(FrPatient)
* relationship 1..
* relationship ^slicing.discriminator.type = #value
* relationship ^slicing.discriminator.path = "coding.system"
* relationship ^slicing.rules = #open
* relationship contains RolePerson 0..1 and RelatedPerson 0..*
* relationship[RolePerson] from FrRelatedPersonRole (preferred)
* relationship[RolePerson] ^short = "Rôle auprès du patient"
* relationship[RolePerson].coding.system = $TRE-R260-HL7RoleClass (exactly)
* relationship[RelatedPerson] from FrRelatedPersonVS (preferred)
* relationship[RelatedPerson] ^short = "Lien avec le patient"
* relationship[RelatedPerson].coding.system = $TRE-R216-HL7RoleCode (exactly)
* name only FrHumanName
* telecom only FrContactPoint
* address only FrAddress
