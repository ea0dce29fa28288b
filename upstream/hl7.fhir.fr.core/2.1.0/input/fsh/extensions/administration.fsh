// Compléments aux adresses, aux organisations, aux professionnels et aux venues.

Extension: FRCoreAddressInseeCodeExtension
Id: fr-core-address-insee-code
Title: "Code INSEE"
Description: "Code officiel géographique de la commune."
Context: Address
* value[x] only Coding
* value[x] from FRCoreValueSetINSEECode (required)

Extension: FRCoreContactPointEmailTypeExtension
Id: fr-core-contact-point-email-type
Title: "Type de messagerie"
Description: "Nature de la messagerie, par exemple une messagerie sécurisée de santé."
Context: ContactPoint
* . 0..1
* value[x] only Coding
* value[x] from FRCoreValueSetEmailType (extensible)

Extension: FRCoreOrganizationShortNameExtension
Id: fr-core-organization-short-name
Title: "Nom court"
Description: "Nom abrégé de l'organisation."
Context: Organization
* value[x] only string

Extension: FRCoreOrganizationDescriptionExtension
Id: fr-core-organization-description
Title: "Description"
Description: "Présentation libre de l'organisation."
Context: Organization
* value[x] only string

Extension: FRCorePractitionerSpecialtyExtension
Id: fr-core-practitioner-specialty
Title: "Spécialité"
Description: "Spécialité ordinale du professionnel."
Context: Practitioner
* value[x] only Coding
* value[x] from FRCoreValueSetPractitionerSpecialty (required)

Extension: FRCoreEncounterEstimatedDischargeDateExtension
Id: fr-core-estimated-discharge-date
Title: "Date de sortie prévue"
Description: "Date à laquelle la sortie du patient est attendue."
Context: Encounter
* value[x] only date
