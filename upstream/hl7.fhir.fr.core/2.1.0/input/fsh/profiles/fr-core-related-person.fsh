Profile: FRCoreRelatedPersonProfile
Parent: RelatedPerson
Id: fr-core-related-person
Title: "Proche du patient"
Description: "Personne en relation avec un patient, avec son rôle et son lien."
* insert FrCanonical(fr-core-related-person)
* identifier 1..1
* patient only Reference(FRCorePatientProfile)
* relationship ^slicing.discriminator.type = #value
* relationship ^slicing.discriminator.path = "coding.system"
* relationship ^slicing.rules = #open
* relationship contains Role 0..1 and RelationType 0..*
* relationship[Role] from FRCoreValueSetPatientContactRole (preferred)
* relationship[Role] ^short = "Rôle auprès du patient"
* relationship[Role].coding.system 1..
* relationship[Role].coding.system = $TRE-R260-HL7RoleClass
* relationship[RelationType] from FRCoreValueSetPatientRelationType (preferred)
* relationship[RelationType] ^short = "Lien avec le patient"
* relationship[RelationType].coding.system 1..
* relationship[RelationType].coding.system = $TRE-R216-HL7RoleCode
* name only FRCoreHumanNameProfile
* telecom only FRCoreContactPointProfile
* address only FRCoreAddressProfile
